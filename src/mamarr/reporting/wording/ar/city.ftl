# مدينة: أناس يتحركون بأنفسهم على شبكة.
road-ways = { $n ->
    [zero] { $n } مقطع طريق
    [one] مقطع طريق واحد
    [two] مقطعي طريق
    [few] { $n } مقاطع طريق
    [many] { $n } مقطع طريق
   *[other] { $n } مقطع طريق
    }
bound-city-cut = قبل { $received } لا يصل إلى الأمان أكثر من { $people }: { $outside } يبدؤون خلف عنق الزجاجة، و{ $through } يمرون في { $roads } منه. وهم أقل من الجميع، فلا تنتهي أي خطة قبل ذلك.
bound-city-ways = لا طريق إلى مخرج إلا لـ { $people }.
limit-city-cut = مقاطع الطرق المبيَّنة بالأحمر على الخريطة
limit-city-ways = الطرق: فبعض الناس لا طريق لهم إلى مخرج
term-outside = يبدؤون خلف عنق الزجاجة
term-through = مقطع من عنق الزجاجة: خطوات انفتاحه مضروبة في الأشخاص في الخطوة
term-with-a-way = أشخاص لهم طريق إلى مخرج
heading-city-map = الطرق وعنق الزجاجة
heading-city-routes = من أين يخرج الناس
heading-city-model = ما تفترضه الأرقام
heading-city-remaining = من لا طريق له إلى الخارج
city-map-label = خريطة الطرق: { $roads } قيد الاستعمال، وعنق الزجاجة بالأحمر
city-map-caption = العرض: مجموع الأشخاص. الأحمر: عنق الزجاجة. المربعات: المخارج. { $attribution }
city-no-map = ليس في السيناريو مواقع، فلا تُرسم خريطة.
city-curve-label = منحنى الإجلاء: وصول { $people } تحت السقف المُثبَت
city-curve-caption = الأزرق: من تستقبلهم الخطة. الأحمر المتقطع: لا تستقبل أي خطة أكثر منه حتى ذلك الوقت (مُثبَت عند { $n ->
    [zero] { $n } لحظة
    [one] لحظة واحدة
    [two] لحظتين
    [few] { $n } لحظات
    [many] { $n } لحظة
   *[other] { $n } لحظة
    }؛ وبينها يسري سقف اللحظة التالية).
city-curve-best = تبلغ الخطة السقف عند { $met } من { $all } من اللحظات: وهناك هي مُثبَتة الأفضلية.
city-model = الخطة دقيقة في هذا النموذج: خطوات من { $step }، يُقرَّب زمن السير إلى أعلى والسعة إلى أسفل حتى أشخاص كاملين في الخطوة؛ والانتظار حيث يكون الناس في البداية وليس في غيره؛ ولا إبطاء مع الازدحام ولا إشارات مرور، والجميع جاهزون عند البداية.
city-exits-table = الأشخاص والأوقات بحسب المخرج
column-city-exit = المخرج
column-city-last = آخر من استُقبل
column-city-persons = الأشخاص
column-city-road = مقطع الطريق
column-city-open = الخطوات المحسوبة
column-city-each = أشخاص في الخطوة
city-bottleneck-table = عنق الزجاجة: مقاطعه بحسب ما يمر فيها
city-total = أكثر من يصل إلى الأمان قبل ذلك
city-bottleneck-rest = و{ $n } غيرها
column-city-place = المكان
column-city-leaves-first = يغادر الأول
column-city-leaves-last = يغادر الأخير
city-zones-rest = { $n } من الأماكن الأخرى وفيها { $people }
column-city-along = عبر
city-ways = يتكوَّن التدفق من { $ways } من المسارات لكل منها أوقاته؛ وتحمل المسارات الأكثر استعمالاً، وعددها { $shown }، { $persons }.
city-ways-table = المسارات الأكثر استعمالاً: متى ينطلق الأول والأخير، ومتى يُستقبَل الأخير
city-remaining-table = من لا طريق لهم إلى مخرج، بحسب المكان
