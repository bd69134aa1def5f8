# أوراق تُطبع لغرفة العمليات والاجتماع والطرف المعني ورئيس القافلة، وملفات لبرامج أخرى.
paper-movements = جدول التحركات: { $name }
paper-no-movements = لا تتحرك أي مركبة في هذه الخطة.
paper-plan = خطة الإجلاء: { $name }
paper-brief = موجز لاجتماع
paper-cards = بطاقات القوافل: { $name }
paper-foot = أُعدّت لـ: { $audience }. { $day }. الخطة { $plan }. لا تضمن هذه الورقة شيئاً.
situation-foot = تقرير الحالة. الخطة { $plan }، السيناريو { $scenario }. أُعدّ لـ: مسؤول التخطيط.
audience-dispatcher = رئيس القافلة
audience-liaison = ضابط الاتصال
heading-supposed = ما تقوم عليه الخطة
file-foot = أُعدّت لـ: { $audience }. الخطة { $plan }. لا تضمن شيئاً.
file-lines = الخطوط بين الأماكن مستقيمة، وليست مسحاً.
card-title = القافلة { $n }
card-title-on-leg = القافلة { $n }، { $leg }
card-carries = تقلّ { $people } في { $vehicles }.
card-escorts = مركبات المرافقة: { $n }.
card-escort = مرافقة
table-card-way = خط السير: من أول مركبة إلى آخر مركبة
table-card-order = ترتيب المركبات ومن على متنها
column-waypoint = أين
column-nr = الرقم
column-first = الأولى
column-last = الأخيرة
card-leaves = تغادر
card-boards = يصعد الناس
card-arrives = تصل
card-inspected = انتهى تفتيشها
card-enters = تدخل
card-exits = تبلغ آخره
card-received = استُقبل الجميع
card-unloaded = فُرِّغت
card-last-return-line = { $leg }: آخر نقطة للرجوع: { $text }
card-shelter-line = { $leg }: مكان الاحتماء: { $text }
card-abort-line = { $leg }: { $text }
card-nothing-written = لا يذكر السيناريو شيئاً من هذا. اتفقوا عليه قبل الانطلاق واكتبوه هنا. ولرئيس القافلة أن يرفض الانطلاق من غير أن يبيّن السبب.
card-by-hand = اللاسلكي والكلمات المتفق عليها، تُملأ باليد
blank-call-sign = النداء
blank-head = رئيس القافلة
blank-frequency = التردد
blank-frequency-second = التردد البديل
blank-duty-phone = هاتف غرفة المناوبة
blank-medical = هاتف المكتب الطبي
blank-word-stop = كلمة «قف»
blank-word-return = كلمة «ارجع»
blank-word-checkpoint = كلمة «عند نقطة التفتيش»
blank-word-casualties = كلمة «إصابات»
notice-title = إخطار بالتحرّك
notice-to = إلى: { $party }
notice-informs = هذا إخطار للعلم. لا يطلب موافقة، ولا يضمن شيئاً لأحد.
notice-purpose = الغرض: إجلاء إنساني للراغبين في المغادرة، وعودة المركبات فارغة.
notice-rounded = الأوقات هي الأبكر والأبعد، مقرّبة إلى خمس دقائق بتوسيع المدة.
notice-foot = إخطار إلى { $party }
table-notice = { $n ->
    [zero] لا تحرّكات على الأرض المذكورة هنا
    [one] تحرّك واحد على الأرض المذكورة هنا
    [two] تحرّكان على الأرض المذكورة هنا
    [few] { $n } تحرّكات على الأرض المذكورة هنا
    [many] { $n } تحرّكاً على الأرض المذكورة هنا
   *[other] { $n } تحرّك على الأرض المذكورة هنا
    }
notice-vehicles = { $kind }: { $n }
notice-own-vehicle = سيارة خاصة
notice-on-foot = مجموعة سيراً على الأقدام
direction-in-place = في المكان
notice-way = الطريق { $n } ({ $direction }): { $way }
column-way = الطريق
notice-road = الطريق عند { $place }
notice-focal = جهة الاتصال
notice-answer = الإرسال والتسلّم
blank-organisation = المنظمة
blank-focal-point = جهة الاتصال (الصفة)
blank-phone = الهاتف
blank-sent-at = أُرسل (التاريخ والساعة)
blank-received-by = تسلّمه (الصفة)
blank-received-at = سُلِّم (التاريخ والساعة)
blank-objection = اعتراض أو شرط
file-convoy = القافلة { $n }، { $leg }
file-movement = { $vehicle } وتقلّ { $people }
file-empty = { $vehicle }، فارغة
file-route = من { $start } إلى { $end }
file-tonnes = { $vehicle } وتحمل { $load }
