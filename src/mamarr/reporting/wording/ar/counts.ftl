# Counted things, in the oblique case: every sentence uses them after a preposition or as an object. $n is a number.
people = { $n ->
    [zero] { $n } شخص
    [one] شخص واحد
    [two] شخصين
    [few] { $n } أشخاص
    [many] { $n } شخصاً
   *[other] { $n } شخص
    }
vehicles = { $n ->
    [zero] { $n } مركبة
    [one] مركبة واحدة
    [two] مركبتين
    [few] { $n } مركبات
    [many] { $n } مركبة
   *[other] { $n } مركبة
    }
lanes = { $n ->
    [zero] { $n } مسرب تفتيش
    [one] مسرب تفتيش واحد
    [two] مسربَي تفتيش
    [few] { $n } مسارب تفتيش
    [many] { $n } مسرب تفتيش
   *[other] { $n } مسرب تفتيش
    }
services = { $n ->
    [zero] { $n } عملية تفتيش
    [one] عملية تفتيش واحدة
    [two] عمليتَي تفتيش
    [few] { $n } عمليات تفتيش
    [many] { $n } عملية تفتيش
   *[other] { $n } عملية تفتيش
    }
convoys = { $n ->
    [zero] { $n } قافلة
    [one] قافلة واحدة
    [two] قافلتين
    [few] { $n } قوافل
    [many] { $n } قافلة
   *[other] { $n } قافلة
    }
gaps = { $n ->
    [zero] { $n } فاصل
    [one] فاصل واحد
    [two] فاصلين
    [few] { $n } فواصل
    [many] { $n } فاصلاً
   *[other] { $n } فاصل
    }
times = { $n ->
    [zero] { $n } مرة
    [one] مرة واحدة
    [two] مرتين
    [few] { $n } مرات
    [many] { $n } مرة
   *[other] { $n } مرة
    }
passages = { $n ->
    [zero] { $n } مرة
    [one] مرة واحدة
    [two] مرتين
    [few] { $n } مرات
    [many] { $n } مرة
   *[other] { $n } مرة
    }
boardings = { $n ->
    [zero] { $n } عملية صعود
    [one] عملية صعود واحدة
    [two] عمليتَي صعود
    [few] { $n } عمليات صعود
    [many] { $n } عملية صعود
   *[other] { $n } عملية صعود
    }
companions = { $n ->
    [zero] { $n } مرافق
    [one] مرافق واحد
    [two] مرافقَين
    [few] { $n } مرافقين
    [many] { $n } مرافقاً
   *[other] { $n } مرافق
    }
groups = { $n ->
    [zero] { $n } مجموعة
    [one] مجموعة واحدة
    [two] مجموعتين
    [few] { $n } مجموعات
    [many] { $n } مجموعة
   *[other] { $n } مجموعة
    }
hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
    }
minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
    }
seconds = { $n ->
    [zero] { $n } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
    }

kind-stretcher = حالات محمولة على نقالة
kind-wheelchair = مستخدمو الكراسي المتحركة
kind-own = من يتنقلون بأنفسهم
kind-wounded = جرحى ومرضى (حالات جلوس)
kind-companion = مرافقو المرضى
kind-civilian = مدنيون
kind-fighter = مقاتلون راغبون في المغادرة
kind-seat = المسافرون جلوساً
kind-any = الأشخاص
category-wounded = جرحى ومرضى
category-stretcher = منهم محمولون على نقالة
category-companion = مرافقو المرضى
category-civilian = مدنيون
category-fighter = مقاتلون راغبون في المغادرة

minute = الدقيقة { $minute }
minute-and-second = الدقيقة { $minute } والثانية { $second }
clock = الساعة { $time }
time-on-day = الساعة { $time } من يوم { $day }
times-in-zone = الأوقات بالتوقيت المحلي ({ $zone }، { $offset })؛ والحرف Z يدل على توقيت زولو (التوقيت العالمي المنسَّق).
times-in-minutes = الأوقات بالدقائق منذ البداية؛ فليس في السيناريو ساعة حائط.
leg-between = الطريق من { $start } إلى { $end }
