"""Chinese dates, absolute and relative, resolved against the day of publication.

News looks back: of the days that 7月11日 can mean, the last one before publication is meant,
unless a word such as 将于 stands before it. Vague words (近日, 不久前) are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ..dates import day_of, half_of, month_of, quarter_of

_DIGITS = {"〇": 0, "零": 0, "○": 0} | {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_YEARS = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "年内": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "明年": 1,
    "后年": 2,
}
_DAYS = {
    **dict.fromkeys(("今日", "今天", "今早", "今晨", "今晚", "今夜", "今日晚间"), 0),
    **dict.fromkeys(("昨日", "昨天", "昨晚", "昨夜", "昨晨"), -1),
    **dict.fromkeys(("前天", "前日"), -2),
    **dict.fromkeys(("明天", "明日", "明晚"), 1),
    "后天": 2,
}
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_EDGE = r"(?:份?(?:初|底|末|中旬|上旬|下旬|中)(?!国|心|文|美|外|型|间|期|小))?"
_PATTERN = re.compile(
    rf"(?P<iso>(?<!\d)(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
    r"|(?P<yearquarter>(?<!\d)(?:19|20)\d\d ?Q[1-4](?!\d))"
    rf"|(?:(?P<year>(?<![\d.])(?:19|20)\d\d ?年|二[〇零○][一二三四五六七八九〇零○]{{2}}年)"
    rf"|(?P<named>今年|(?<![\d一二三四五六七八九十两几半多])年内|本年度?|去年|上年|前年|明年|后年|同年|同一年|这一年|那一年|该年|当年|次年))的?(?P<rest> ?{_N} ?月"
    rf"(?: ?{_N} ?[日号](?![线店楼院馆])|{_EDGE})"
    rf"|上半年|下半年|第?[一二三四1-4]季度?|Q[1-4]|H[12]|[春夏秋冬][季天])?(?:年?[初底末])?"
    rf"|(?<![\d个第.])(?P<month>{_N}) ?月(?: ?(?P<day>{_N}) ?[日号](?![线店楼院馆])|{_EDGE})"
    r"(?!球|亮|饼|薪|活|均|度|费|租|收|产|销|之)"
    rf"|(?<![\d第年月.-])(?P<only>\d{{1,2}})日(?![内元后均活用游子程本报志记常历以])"
    r"|(?P<half>上半年|下半年)"
    r"|(?P<quarter>第?[一二三四]季度|第[1-4]季度|(?<![A-Za-z\d])Q[1-4](?!\d))"
    r"|(?P<relative>今日晚间|今[日天早晨晚夜]|昨[日天晚夜晨]|前[天日](?!下)|明[日天晚]|后天(?!的?努))"
    r"|(?P<week>上个?|本|这|下个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!期|年|刊|报|围|转)"
    r"|(?P<span>上个?月[初底末中]?|本月[初底末中]?|这个月|当月|下个?月[初底末]?|上周末?|本周末?|这周|下周)"
    r"|(?P<same>当[天日](?!的?天)|同[日天](?!而)|同月|同一天|这一天)"
)
_SINCE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:以来|内|里|,)")
_FUTURE = re.compile(
    r"(?:将|拟|计划|预计|定|会|可能|或|有望|最快|最早)[在于]?$|(?:将|计划|预计|拟)[^,。]{0,4}[在于]$"
)


_DAY = len("2024-01-01")


class Dates:
    """Finds the dates of one article from its start to its end, as 同年 needs the one before."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self._last: str | None = None
        self._last_day: str | None = None
        self._sentence_year: int | None = None
        self._since: tuple[int, int] | None = None

    def find(self, folded: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
        """Each date of a sentence with its span; None where the day of publication is wanting."""
        self._sentence_year = self._carried_year(folded, start)
        for match in _PATTERN.finditer(folded, start, end):
            future = _FUTURE.search(folded, max(start, match.start() - 8), match.start())
            value = self._resolve(match, future is not None)
            if value:
                self._last = value
                self._last_day = value if len(value) == _DAY else self._last_day
            yield match.start(), match.end(), value

    def _carried_year(self, folded: str, start: int) -> int | None:
        """The year of which a paragraph speaks (2017年以来), or the part before a semicolon."""
        opening = _SINCE.match(folded, start)
        if opening:
            self._since = (int(opening["year"]), folded.find("\n", start) % (len(folded) + 1))
        if folded[max(0, start - 4) : start].rstrip().endswith(";"):
            return self._sentence_year
        return self._since[0] if self._since and start < self._since[1] else None

    def _resolve(self, match: re.Match[str], future: bool) -> str | None:
        for group, resolve in _RESOLVERS:
            if match[group]:
                return resolve(self, match, future)
        return None

    def _iso(self, match: re.Match[str], future: bool) -> str | None:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
        return day_of(year, month, day)

    def _year_quarter(self, match: re.Match[str], future: bool) -> str | None:
        year, _, quarter = match["yearquarter"].partition("Q")
        self._sentence_year = int(year)
        return quarter_of(int(year), int(quarter))

    def _absolute(self, match: re.Match[str], future: bool) -> str | None:
        year = _year_number(match["year"])
        self._sentence_year = year
        return _within(year, match["rest"])

    def _named(self, match: re.Match[str], future: bool) -> str | None:
        name = match["named"]
        if name not in _YEARS:
            if self._last is None:
                return None
            year = int(self._last[:4]) + (name == "次年")
        elif self.published:
            year = self.published.year + _YEARS[name]
        else:
            return None
        self._sentence_year = year
        return _within(year, match["rest"])

    def _month(self, match: re.Match[str], future: bool) -> str | None:
        month, day = _number(match["month"]), _number(match["day"] or "")
        if not 1 <= month <= 12:
            return None
        if self._sentence_year:
            return _day_or_month(self._sentence_year, month, day)
        if self.published is None:
            return None
        year, today = self.published.year, (self.published.month, self.published.day)
        if future:
            year += (month, day or 31) < today
        else:
            year -= (month, day or 1) > today
        return _day_or_month(year, month, day)

    def _only(self, match: re.Match[str], future: bool) -> str | None:
        if self.published is None:
            return None
        day, month = int(match["only"]), self.published.replace(day=1)
        if day > self.published.day and not future:
            month = (month - timedelta(days=1)).replace(day=1)
        return day_of(month.year, month.month, day)

    def _half(self, match: re.Match[str], future: bool) -> str | None:
        if self.published is None:
            return None
        half = 1 if match["half"] == "上半年" else 2
        year = self.published.year
        if half == 2 and self.published.month < 7 and not future:
            year -= 1
        return half_of(year, half)

    def _quarter(self, match: re.Match[str], future: bool) -> str | None:
        quarter = _quarter_number(match["quarter"])
        if self._sentence_year:
            return quarter_of(self._sentence_year, quarter)
        if self.published is None:
            return None
        year = self.published.year
        if quarter > (self.published.month + 2) // 3 and not future:
            year -= 1
        return quarter_of(year, quarter)

    def _relative(self, match: re.Match[str], future: bool) -> str | None:
        if self.published is None:
            return None
        return (self.published + timedelta(days=_DAYS[match["relative"]])).isoformat()

    def _weekday(self, match: re.Match[str], future: bool) -> str | None:
        if self.published is None:
            return None
        monday = self.published - timedelta(days=self.published.weekday())
        day = monday + timedelta(days=_WEEKDAYS[match["weekday"]])
        week = (match["week"] or "").removesuffix("个")
        if week == "上":
            day -= timedelta(days=7)
        elif week == "下":
            day += timedelta(days=7)
        elif not week and day > self.published and not future:
            day -= timedelta(days=7)
        return day.isoformat()

    def _span(self, match: re.Match[str], future: bool) -> str | None:
        words = match["span"]
        if words == "当月":
            return self._last[:7] if self._last and re.match(r"\d{4}-\d\d", self._last) else None
        if self.published is None:
            return None
        day = self.published
        if "周" in words:
            day += timedelta(days={"上": -7, "下": 7}.get(words[0], 0))
        elif words[0] == "上":
            day = day.replace(day=1) - timedelta(days=1)
        elif words[0] == "下":
            day = day.replace(day=28) + timedelta(days=7)
        return month_of(day.year, day.month)

    def _same(self, match: re.Match[str], future: bool) -> str | None:
        if self._last is None:
            return None
        if match["same"] == "同月":
            return self._last[:7] if re.match(r"\d{4}-\d\d", self._last) else None
        return self._last if len(self._last) == _DAY else self._last_day


_RESOLVERS: tuple[tuple[str, Callable[[Dates, re.Match[str], bool], str | None]], ...] = (
    ("iso", Dates._iso),
    ("yearquarter", Dates._year_quarter),
    ("year", Dates._absolute),
    ("named", Dates._named),
    ("month", Dates._month),
    ("only", Dates._only),
    ("half", Dates._half),
    ("quarter", Dates._quarter),
    ("relative", Dates._relative),
    ("weekday", Dates._weekday),
    ("span", Dates._span),
    ("same", Dates._same),
)


def _within(year: int, rest: str | None) -> str | None:
    """The part of a year that the words after it name, else the year."""
    rest = (rest or "").replace(" ", "")
    if not rest or rest[0] in "春夏秋冬":
        return f"{year:04d}"
    if "半年" in rest:
        return half_of(year, 1 if rest == "上半年" else 2)
    if rest[0] == "H":
        return half_of(year, int(rest[1]))
    if "季" in rest or rest[0] == "Q":
        return quarter_of(year, _quarter_number(rest))
    month, _, tail = rest.partition("月")
    day = re.match(rf"({_N})[日号]", tail)
    return _day_or_month(year, _number(month), _number(day[1]) if day else 0)


def _day_or_month(year: int, month: int, day: int) -> str | None:
    return day_of(year, month, day) if day else month_of(year, month)


def _year_number(words: str) -> int:
    digits = words.strip().removesuffix("年").strip()
    return int("".join(str(_DIGITS.get(sign, sign)) for sign in digits))


def _quarter_number(words: str) -> int:
    sign = re.sub(r"[第季度Q]", "", words)
    return _DIGITS.get(sign) or int(sign)


def _number(words: str) -> int:
    """A number below a hundred in figures or characters; 0 for none."""
    words = words.strip()
    if not words or words.isdigit():
        return int(words or 0)
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
