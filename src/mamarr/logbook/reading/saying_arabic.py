"""Attribution in Arabic: verb, then speaker up to إن, أن or a colon; or speaker, then verb; وفق and بحسب after what is said."""

from mamarr.logbook.reading.clauses import Sentence
from mamarr.logbook.reading.lexicon import Sense
from mamarr.logbook.reading.saying import STANCE, VERBS, Frame, Range, Scene, trimmed
from mamarr.logbook.reading.tokens import Hit
from mamarr.logbook.reading.wordlists import wordlist

_THAT = wordlist("saying_arabic that")
_STOPS = wordlist("saying_arabic stops") | frozenset({",", ":", '"', ".", ";", "("})
_PREPOSITIONS = wordlist("saying_arabic prepositions")
_SPEECH = wordlist("saying_arabic speech")
_NO_SUBJECT = wordlist("saying_arabic no_subject")
_WORDS = (
    "خبر",
    "تصريح",
    "بيان",
    "تقرير",
    "ادعاء",
    "رقم",
    "ارقام",
    "اتهام",
    "معلوم",
    "منشور",
    "رسال",
    "كلام",
    "قول",
    "اقوال",
    "نبا",
    "رواي",
    "عن",
)


def frames_of(scene: Scene, sentence: Sentence, first: int) -> list[Frame]:
    """Return the frames of a sentence from token *first*, the outer before the inner."""
    found: list[Frame] = []
    for hit in _verbs(scene, first, sentence.last):
        floor = max([first, *(frame.content[0] for frame in found if frame.content[0] <= hit.first < frame.content[1])])
        frame = _quoted(scene, sentence, hit, floor) if hit.kind == "QUOTE" else _frame(scene, sentence, hit, floor)
        if frame:
            found.append(frame)
    found += _according(scene, sentence, first)
    return found


def _verbs(scene: Scene, first: int, last: int) -> list[Hit]:
    marked = scene.marked
    hits: list[Hit] = []
    index = first
    while index < last:
        quote = _quote_at(scene, index, last)
        hit = marked.at(index, *VERBS)
        order = _order_at(scene, index)
        refused = _refusal_at(scene, index)
        if refused:
            hits.append(refused)
            index = refused.last
            continue
        behalf = quote and marked.tokens[index].word == "نقلا" and hits and index - hits[-1].last < 8
        if quote and not behalf:
            hits.append(quote)
            index = quote.last
            continue
        if hit and hit.last <= last and _is_verb(scene, hit, first):
            hits.append(hit)
            index = hit.last
            continue
        if order:
            hits.append(order)
        index += 1
    return hits


def _quote_at(scene: Scene, index: int, last: int) -> Hit | None:
    """نقلت وكالة ... عن مصدر: the verb and its عن may stand apart."""
    marked = scene.marked
    hit = marked.at(index, "QUOTE")
    if hit:
        return hit
    if marked.tokens[index].word.removeprefix("و") in {"نقل", "نقلت", "تنقل", "ينقل", "نقلوا"}:
        for place in range(index + 1, min(last, index + 8)):
            word = marked.tokens[place].word
            if word in {"عن", "عنه", "عنها", "عنهم"}:
                return (
                    Hit(index, index + 1, marked.starting[index][0].sense.__class__("QUOTE", "past"))
                    if index in marked.starting
                    else None
                )
            if word in {"الي", ",", "."}:
                return None
    return None


def _refusal_at(scene: Scene, index: int) -> Hit | None:
    """نرفض رفضاً قاطعاً اتهام مقاتلينا: to reject an accusation is to deny it."""
    marked = scene.marked
    near = {token.word for token in marked.tokens[index + 1 : index + 8]}
    plain = marked.tokens[index].word.removeprefix("و")
    if plain in wordlist("saying_arabic refuse") and near & wordlist("saying_arabic comment"):
        return Hit(index, index + 1, Sense("NOTCONFIRM", "past"))  # رفض متحدث باسم الجيش التعليق
    hit = marked.at(index, "BLOCK")
    if hit is None or hit.form not in {"past", "pres"} or "رفض" not in marked.tokens[index].word:
        return None
    if not marked.within(hit.last, min(len(marked.tokens), hit.last + 5), "REPORT"):
        return None
    return Hit(index, hit.last, Sense("DENY", hit.form))


def _order_at(scene: Scene, index: int) -> Hit | None:
    """وافق الطرف ب على فتح الممر: who agrees or orders speaks."""
    marked = scene.marked
    word = marked.tokens[index].word
    if marked.at(index + 1, "ROAD") and word.startswith("امر"):
        return None  # آمر الحاجز is a man
    consent = marked.at(index, "CONSENT")
    if consent is not None and not consent.suffix:
        near = {token.word for token in marked.tokens[index + 1 : index + 6]}
        giving = word.removeprefix("و") in {"اعطت", "اعطي", "منح", "منحت"}
        if not giving or near & {"الضوء", "الاذن", "موافقته", "موافقتها", "اذنا", "موافقه"}:
            return Hit(index, consent.last, Sense("ORDER", "past"))
    for act in ("وافق", "وافقت", "وافقوا", "وافقا", "امر", "امرت", "قرر", "قررت", "تعهد", "تعهدت", "التزم", "التزمت"):
        if word in {act, "و" + act} and index in marked.starting:
            sense = marked.starting[index][0].sense.__class__
            kind = "AGREE" if act.startswith("وافق") else "ORDER"
            return Hit(index, index + 1, sense(kind, "past"))
    return None


def _is_verb(scene: Scene, hit: Hit, first: int) -> bool:
    marked = scene.marked
    word = marked.tokens[hit.first].word
    if hit.kind == "NOTCONFIRM":
        return True
    if word.removeprefix("و") in {"ردا", "يحدث", "رد على"}:
        return False
    if hit.kind in {"SAY", "CONFIRM", "DENY"} and set(hit.joined) & set("كبل"):
        return False
    if hit.kind == "SAY" and {t.word for t in marked.tokens[max(first, hit.first - 2) : hit.first]} & wordlist(
        "saying_arabic unsaid"
    ):
        return False  # ما حدا خبرنا: nothing is said
    if hit.form == "noun" or "ال" in hit.joined:
        return False
    if hit.kind == "CALL" and hit.last < len(marked.tokens) and marked.tokens[hit.last].word == "عدم":
        if hit.first > first and marked.tokens[hit.first - 1].word == ",":
            return False  # طلبت عدم كشف اسمها
    if word in {"يقل", "تقل"}:
        return False  # لا يقل عن: is not less than
    if hit.first > first and word.endswith("ا") and marked.at(hit.first - 1, hit.kind):
        return False  # ننفي نفياً: the noun of the verb before it
    if (
        hit.first > first
        and marked.tokens[hit.first - 1].word in {"الذي", "التي", "الذين", "اللذين", "اللذان", "من", "وهو", "ممن"}
        and hit.kind != "DENY"
    ):
        return False
    if (
        hit.suffix
        and hit.form in {"past", "pres"}
        and not word.removeprefix("و").startswith(
            ("ابلغ", "اخبر", "اطلع", "خبر", "دع", "حث", "طالب", "ناشد", "نفا", "اكد", "قال", "ذكر")
        )
    ):
        return False
    if (
        hit.kind == "SAY"
        and hit.form == "pres"
        and word.removeprefix("و")[0] in "ان"
        and word.removeprefix("و") not in _WE
    ):
        return False
    if hit.kind in {"SAY", "CONFIRM"} and hit.form in {"past", "pres"} and hit.first > first:
        before = marked.tokens[hit.first - 1].word
        if before in {"لم", "لن"} and hit.kind == "CONFIRM":
            return False
        if before in {"الي", "من", "علي", "في"} and word not in {"قال", "يقول"}:
            return False
    if hit.kind == "WITHDRAW" and hit.form in {"past", "pres"}:
        return not marked.has(hit.last, min(len(marked.tokens), hit.last + 2), "PAUSE", "MOVER") or word.startswith(
            "تراجع"
        )
    if word in {
        "بين",
        "علق",
        "تعلق",
        "عد",
        "يعد",
        "تعد",
        "نشر",
        "سجل",
        "رد",
        "تابع",
        "حدث",
        "قدر",
        "ختم",
    } or word.removeprefix("و") in {"تابع", "بين", "رد", "علق"}:
        return _followed_by_that(scene, hit)
    if hit.kind == "CALL" and word in {"لازم", "يجب", "ضروره", "ينبغي"}:
        return True
    return True


def _followed_by_that(scene: Scene, hit: Hit) -> bool:
    tokens = scene.marked.tokens
    return any(token.word in _THAT or token.word == ":" for token in tokens[hit.last : hit.last + 8])


def _subject_after(scene: Scene, start: int, last: int) -> tuple[Range | None, int]:
    """Return the words after a verb that name its subject, and the token after them."""
    marked, tokens = scene.marked, scene.marked.tokens
    index = start
    while index < last and (tokens[index].word in _NO_SUBJECT or tokens[index].word == ","):
        after = scene.timed(index)
        index = after or index + 1
    while index < last and (after := scene.timed(index)):
        index = after
    begin = index
    while index < last:
        word = tokens[index].word
        if word in _THAT or word in _STOPS or scene.timed(index) or (tokens[index].is_figure and index > begin):
            break
        if word == "في" and index + 1 < last and tokens[index + 1].word in _SPEECH:
            break
        if word == "في" and index > begin and index + 1 < last and not _stays_in_name(scene, begin, index):
            break
        if word in {
            "ل",
            "لوكاله",
            "لقناه",
            "لاذاعه",
            "لراديو",
            "لصحيفه",
            "للصحافيين",
            "للصحفيين",
            "للوكاله",
            "لموقع",
            "لمراسلنا",
        }:
            break
        if index > begin and (_is_event(scene, index) or word in wordlist("saying_arabic objects")):
            break
        index += 1
    return trimmed(marked, begin, index), index


def _stays_in_name(scene: Scene, begin: int, index: int) -> bool:
    """مسؤول في الخارجية: the في belongs to a speaker who has no name of his own."""
    marked = scene.marked
    return (index - begin <= 3 and not marked.tokens[index - 1].word.startswith("ال")) or marked.has(
        begin, begin + 1, "role medical", "role official"
    )


def _is_event(scene: Scene, index: int) -> bool:
    """A verbal noun or verb of a happening ends the speaker's name."""
    return any(
        hit.first == index and (hit.form in {"noun", "past", "pres"} or hit.joined in {"ب", "ل", "وب"}) and hit.kind.isupper() and hit.kind not in {"CONFIRM", "SAY", "AGREE"}
        and not hit.joined.endswith("ال")
        for hit in scene.marked.starting.get(index, ())
        if hit.kind not in {"GIVEN", "BODY", "TITLE", "PRIVATE", "TOPIC", "IF", "WILL", "NOT", "MOVER", "ROAD", "EVAC", "OFFTOPIC", "COUNTWORD", "AID", "HAZARDOUS", "TALKS", "DEAL"}
        or (hit.kind == "PAUSE" )
        or (hit.joined == "ب" and hit.form == "noun")
    )  # fmt: skip


def _subject_before(scene: Scene, floor: int, index: int) -> Range | None:
    """Return the words before a verb, where the speaker stands first: حساب غير موثق يقول إن."""
    marked, tokens = scene.marked, scene.marked.tokens
    last = index
    while last > floor and tokens[last - 1].word in {"قد", "لا", "لم", "كان", "كانت", "ايضا", "عم"}:
        last -= 1
    start = last
    while start > floor and tokens[start - 1].word not in {
        ",",
        ":",
        '"',
        ";",
        ".",
        "-",
        "لكن",
        "بينما",
        "فيما",
        "ان",
        "وان",
        "حيث",
        "تحديث",
        "عاجل",
        "التي",
        "الذي",
        "/",
    }:
        start -= 1
    while start < last and (after := scene.timed(start)) and after <= last:
        start = after
    while start < last and tokens[start].word.removeprefix("و") in {"كان", "كانت", "كما", "وقد", "قد"}:
        start += 1
    words = trimmed(marked, start, last)
    if words is None or words[1] - words[0] > 10 or _verbal(scene, *words):
        return None
    if tokens[words[0]].word.removeprefix("و") in _PREPOSITIONS or (
        not _named(scene, words) and words[1] - words[0] > 4
    ):
        return None
    return words


def _verbal(scene: Scene, first: int, last: int) -> bool:
    return any(
        hit.form in {"past", "pres"} and hit.kind.isupper()
        for index in range(first, last)
        for hit in scene.marked.starting.get(index, ())
    )


def _content_end(scene: Scene, sentence: Sentence, start: int) -> int:
    """Another voice begins after فيما or بينما, if it is one."""
    marked = scene.marked
    depth = False
    for index in range(start, sentence.last):
        word = marked.tokens[index].word
        depth ^= word == '"'
        if (
            not depth
            and word in {"بينما", "فيما", "لكن"}
            and marked.within(index, sentence.last, *VERBS)
            and index > start + 2
        ):
            return index
    return sentence.last


def _frame(scene: Scene, sentence: Sentence, hit: Hit, floor: int) -> Frame | None:
    _marked, tokens = scene.marked, scene.marked.tokens
    kind = hit.kind
    word = tokens[hit.first].word
    if kind == "NOTCONFIRM":
        return _unconfirmed(scene, sentence, hit, floor)
    if kind == "CALL" and (hit.form == "word" and word.lstrip("و") in _IMPERSONAL):
        return Frame((floor, sentence.last), None, stance="calls_for", header=(hit.first, hit.first), verb=hit)
    first_person = word.removeprefix("و") in _WE
    subject, end = (None, hit.last) if first_person else _subject_after(scene, hit.last, sentence.last)
    handed, source, after = _on_behalf(scene, subject, end, sentence.last)
    if handed is not None:
        subject, end = source, after
    subject, end = _with_apposition(scene, subject, end, sentence.last)
    before = None
    if subject is None or kind in {"DENY", "CONFIRM", "SAY", "CALL", "WITHDRAW"}:
        before = _subject_before(scene, floor, hit.first)
    if before is not None and (subject is None or not _named(scene, subject)):
        subject, end = before, hit.last
    start = end
    relays = [handed] if handed is not None else _media(scene, end, sentence.last)
    header_end = max(end, relays[-1][1]) if relays and handed is None else end
    header_end = start = _up_to_that(scene, header_end, sentence.last)
    if not (kind == "SAY" and not _said(scene, hit, header_end, sentence.last)):
        carries = subject is None and not first_person
        return Frame(
            (min(start, header_end), _content_end(scene, sentence, start)), subject, carries=carries, stance=STANCE[kind], relays=relays,
            header=(min(hit.first, subject[0] if subject else hit.first), header_end), verb=hit, quoting=True,
        )  # fmt: skip
    if subject is not None and hit.first > floor and scene.eventful(floor, min(hit.first, subject[0])):
        return Frame(
            (floor, min(hit.first, subject[0])),
            subject,
            stance=STANCE[kind],
            header=(min(hit.first, subject[0]), end),
            verb=hit,
            quoting=True,
        )
    return None


_WE = wordlist("saying_arabic we")
_IMPERSONAL = wordlist("saying_arabic impersonal")


def _on_behalf(scene: Scene, subject: Range | None, end: int, last: int) -> tuple[Range | None, Range | None, int]:
    """قالت الوكالة نقلاً عن سائق: return who hands it on, who said it, and the token after."""
    tokens = scene.marked.tokens
    start = end + 1 if end < last and tokens[end].word == "," else end
    if subject is None or start + 2 >= last or tokens[start].word != "نقلا" or tokens[start + 1].word != "عن":
        return None, None, end
    source, after = _subject_after(scene, start + 2, last)
    return (subject, source, after) if source is not None else (None, None, end)


def _with_apposition(scene: Scene, subject: Range | None, end: int, last: int) -> tuple[Range | None, int]:
    """المتحدث باسم مجلس الأحياء، فارس النعسان، إن."""
    marked, tokens = scene.marked, scene.marked.tokens
    if subject is None or end >= last or tokens[end].word != ",":
        return subject, end
    start = end + 1
    if start < last and tokens[start].word in {"الذي", "التي", "وهو", "وهي"}:
        stop = start
        while stop < last and tokens[stop].word != ",":
            stop += 1
        return subject, stop
    stop = start
    while (
        stop < last
        and tokens[stop].word not in {",", ":", '"', "."}
        and tokens[stop].word not in _THAT
        and stop - start < 6
    ):
        if scene.timed(stop):
            return subject, end
        stop += 1
    words = trimmed(marked, start, stop)
    if (
        words
        and stop < last
        and tokens[stop].word in {",", ":", *_THAT}
        and 1 < words[1] - words[0] <= 4
        and not scene.eventful(*words)
        and not tokens[words[0]].word.startswith("في")
    ):
        return (subject[0], words[1]), stop
    return subject, end


def _up_to_that(scene: Scene, start: int, last: int) -> int:
    """Day and place between the speaker and إن belong to the saying."""
    tokens = scene.marked.tokens
    for index in range(start, min(last, start + 16)):
        if tokens[index].word in _THAT or tokens[index].word == ":":
            return index
        if tokens[index].word in {'"', ".", ";"} or _is_event(scene, index):
            break
    return start


def _named(scene: Scene, words: Range) -> bool:
    marked = scene.marked
    kinds = {hit.kind for index in range(*words) for hit in marked.starting.get(index, ())}
    return any(kind.startswith("role ") or kind in {"GIVEN", "BODY", "TITLE"} for kind in kinds)


def _said(scene: Scene, hit: Hit, start: int, last: int) -> bool:
    """Whether something is said after the verb."""
    tokens = scene.marked.tokens
    near = tokens[hit.last : min(last, start + 14)]
    return any(token.word in _THAT or token.word in {":", '"'} for token in near) or scene.eventful(start, last)


def _media(scene: Scene, index: int, last: int) -> list[Range]:
    """قال فلان لوكالة ...: the medium is the relay."""
    marked, tokens = scene.marked, scene.marked.tokens
    start = index
    while start < last and tokens[start].word in {",", "في", "اتصال", "هاتفي", "مع", "تصريح", "حديث", "خاص"}:
        start += 1
    if start >= last or not (
        tokens[start].word == "ل" or (tokens[start].word.startswith("ل") and marked.at(start, "role media"))
    ):
        return []
    begin = start + 1 if tokens[start].word == "ل" else start
    end = begin
    while end < last and tokens[end].word not in _THAT and tokens[end].word not in {":", ",", "."} and end - begin < 5:
        if tokens[end].word == '"' and end > begin + 1:
            break
        end += 1
    words = trimmed(marked, begin, end)
    if words is None or not marked.has(*words, "role media") or tokens[words[0]].word in {"للصحافيين", "للصحفيين"}:
        return []
    return [words]


def _unconfirmed(scene: Scene, sentence: Sentence, hit: Hit, floor: int) -> Frame:
    """ولم يتسنّ للوكالة التحقق; لكنه لم يشأ التعليق; رفض المتحدث التعليق."""
    _marked, tokens = scene.marked, scene.marked.tokens
    subject: Range | None = None
    carries = False
    before = _subject_before(scene, floor, hit.first)
    lead = {t.word for t in tokens[floor : hit.first]}
    after = None if before is not None and _named(scene, before) else _subject_after(scene, hit.last, sentence.last)[0]
    if before is not None and _named(scene, before):
        subject = before
    elif after is not None and _named(scene, after) and after[1] - after[0] <= 6:
        subject = after
    elif lead & {"لكنه", "لكنها", "ولكنه", "الا", "غير", "انه", "انها", "وهو"} or (
        before is None and tokens[hit.first].word.startswith(("رفض", "امتنع", "ورفض"))
    ):
        carries = True
    return Frame(
        (min(hit.first, floor), sentence.last),
        subject,
        carries=carries,
        stance="could_not_confirm",
        header=(hit.first, hit.last),
        verb=hit,
    )


def _quoted(scene: Scene, sentence: Sentence, hit: Hit, floor: int) -> Frame | None:
    """نقلت وكالة عن مصدر قوله إن: the source speaks, the agency is the relay."""
    marked, tokens = scene.marked, scene.marked.tokens
    about = next(
        (
            i
            for i in range(hit.first, min(sentence.last, hit.last + 8))
            if tokens[i].word in {"عن", "لسان", "عنه", "عنها", "الي"}
        ),
        None,
    )
    if about is None:
        return None
    if tokens[about].word in {"عنه", "عنها"}:
        relay, end = _subject_after(scene, about + 1, sentence.last)
        if relay is None:
            return None
        led = any(
            t.word in {"ما", "بحسب", "وفق", "حسبما", "حسب"} for t in tokens[max(floor, hit.first - 3) : hit.first]
        )
        return Frame(
            (end, sentence.last), None, carries=True, relays=[relay], header=(hit.first, end), verb=hit, relays_only=led
        )
    relay = trimmed(marked, hit.first + 1, about) if about > hit.first + 1 else None
    if relay is None and about > hit.first:
        relay = _subject_before(scene, floor, hit.first)
    source, end = _subject_after(scene, about + 1, sentence.last)
    if source is None:
        return None
    while end < sentence.last and tokens[end].word in {"قوله", "قولها", "قولهم", "ان", ":", "تاكيده", "تاكيدها", "انه"}:
        end += 1
    for place in range(*source):
        if tokens[place].word in {"قوله", "قولها", "قولهم", "تاكيده", "تاكيدها"}:
            source = (source[0], place)
            break
    if hit.first > floor and not scene.eventful(end, sentence.last) and scene.eventful(floor, hit.first):
        return Frame((floor, hit.first), source, relays=[], header=(hit.first, end), verb=hit, quoting=True)
    return Frame(
        (end, sentence.last), source, relays=[relay] if relay else [], header=(hit.first, end), verb=hit, quoting=True
    )


def _according(scene: Scene, sentence: Sentence, first: int) -> list[Frame]:
    """..., وفق ما أفاد مسؤول; بحسب مصدر طبي، ..."""
    marked, tokens = scene.marked, scene.marked.tokens
    found = []
    for index in range(first, sentence.last):
        hit = marked.at(index, "ACCORDING")
        if hit is None or tokens[index].word in {"كما", "نقلا"}:
            continue
        start = hit.last
        while start < sentence.last and tokens[start].word in {"ما", "ل"}:
            start += 1
        verb = marked.at(start, "SAY", "CONFIRM") if start < sentence.last else None
        if verb:
            start = verb.last
        elif (tokens[start].word.startswith("نقل") if start < sentence.last else False) and (
            handed := _handed_on(scene, start, sentence, index, first)
        ):
            found.append(handed)
            continue
        elif (
            start > hit.last
            or start >= sentence.last
            or tokens[start].word.startswith(("نقل", "ذكر", "تواتر", "المعلومات", "الاتفاق", "الخطه", "برنامج", "جدول"))
        ):
            continue
        words, end = _subject_after(scene, start, sentence.last)
        if words is None:
            continue
        leads = index <= first + 1
        content = (end, sentence.last) if leads else (first, index)
        if not scene.eventful(*content):
            content = (first, index) if leads else (end, sentence.last)
        found.append(Frame(content, words, header=(index, end), quoting=True))
    return found


def _handed_on(scene: Scene, start: int, sentence: Sentence, index: int, first: int) -> Frame | None:
    """بحسب ما نقلته الإذاعة عن طبيب: the doctor speaks, the radio hands on."""
    relay, end = _subject_after(scene, start + 1, sentence.last)
    if relay is None or end >= sentence.last or scene.marked.tokens[end].word != "عن":
        return None
    source, last = _subject_after(scene, end + 1, sentence.last)
    if source is None:
        return None
    content = (last, sentence.last) if index <= first + 1 else (first, index)
    return Frame(content, source, relays=[relay], header=(index, last), quoting=True)
