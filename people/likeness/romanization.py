"""Chinese names in Latin letters, as mainland, Taiwan, Hong Kong and Singapore write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pypinyin import lazy_pinyin

COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 司徒 令狐 端木 东方 南宫 闻人 长孙 宇文 独孤 "
    "轩辕 呼延 申屠 濮阳 淳于 太史 钟离 公冶 澹台 赫连 司空 东郭 西门 百里 拓跋 完颜".split()
)
_SURNAMES = """
an ang=hong au=ou aw=ou bai bao cai can cen chan=chen chang=zhang,chang chao=zhao chau=zhou,zhao
chen cheng=cheng,zheng cheong=zhang cheung=zhang chi=qi chia=xie chiang=jiang chien=qian
chin=jin,qin ching=cheng,zheng chiu=zhao,qiu cho=cao,zhuo chou=zhou chow=zhou choi=cai choy=cai
chu=zhu,chu chua=cai chuang=zhuang chun=zhong chung=zhong cong cui dai deng ding dong dou du
duan fan fang fei feng fok=huo foo=fu fong=fang,kuang fu fung=feng gan gao ge geng goh=wu gong
gu guan guo han hang hao he heng ho=he hom=tan hong hou hsia=xia hsiao=xiao hsieh=xie hsing=xing
hsiung=xiong hsu=xu hsueh=xue hu hua huang hui=xu hung=hong,kong huo ip=ye jen=ren ji jia jian
jiang jiao jin jing ju kam=jin kan=jian kang kao=gao keung=jiang khoo=qiu ko=gao,ke
kong=kong,jiang koh=gao,xu koo=gu ku=gu kuan=guan kuang kung=gong,kong kuo=guo kwan=guan
kwok=guo kwong=kuang lai lam=lin lan lau=liu law=luo lee=li lei leng leong=liang leung=liang
lew=liu li lian liang liao lien=lian lim=lin lin ling liu liew=liu lo=luo,lu long loong=long lou
lu lui=lei,lü lum=lin lung=long luo lyu=lü lü ma mai mak=mai man=wen mao mei meng miao mok=mo mu
ng=wu,huang ngai=wei ni nie ning niu ong=wang ou ouyang pai=bai pan pang pei peng ping poon=pan
pu qi qian qiao qin qiu qu quan quek=guo ren rong ruan sham=cen shao shaw=shao she shek=shi shen
sheng shi shih=shi shiu=xiao shu shum=shen sin=xian siu=xiao so=su soh=su song soo=su soong=song
su sui sun sung=song suo sze=shi szeto=situ tai=dai tam=tan tan=chen,tan tang=deng,tang tao
tay=zheng teh=zheng teng=deng,teng teo=zhang teoh=zhang tham=tan thong=tang tian tien=tian
ting=ding to=du tong=tang,tong tsai=cai tsang=zeng tsao=cao tse=xie tseng=zeng tsui=xu,cui
tsoi=cai tu=du,tu tuan=duan tung=dong wan wang wei wen weng wong=wang,huang woo=hu,wu wu xi xia
xiang xiao xie xin xing xiong xu xue yan yang yao yap=ye yau=qiu,you ye yee=yu yeh=ye yeo=yang
yeoh=yang yep=ye yeung=yang yi yim=yan yin ying yip=ye yong you yu yuan yue yuen=yuan,ruan yun
zeng zha zhan zhang zhao zheng zhong zhou zhu zhuang zhuo zong zou zuo
"""
SURNAMES = {
    latin: tuple(pinyin.split(",")) if pinyin else (latin,)
    for latin, _, pinyin in (entry.partition("=") for entry in _SURNAMES.split())
} | {pinyin: (pinyin,) for pinyin in ("".join(lazy_pinyin(name)) for name in COMPOUND_SURNAMES)}

_CANTONESE = """
bik=bi bing=bing chak=ze cheong=chang cheuk=zhuo cheung=xiang,zhang,chang chi=zhi,zi,ci
chiu=zhao,chao cho=zu,zuo choi=cai chuen=quan,chuan chun=jun,zhen,jin chung=zhong,cong,song
fai=hui fat=fa fong=fang,huang fu=fu fuk=fu fun=huan fung=feng hei=xi heung=xiang hin=xian,xuan
hing=xing,qing ho=hao,he hoi=kai,hai hon=han hong=kang,hang hung=hong,xiong ka=jia kai=qi,ji,jie
kam=jin,gan kan=jian,gen kau=jiu kei=qi,ji keung=qiang ki=qi,ji kin=jian king=jing,qiong kit=jie
kiu=qiao ko=gao kok=guo,jue kong=gang,jiang kuen=quan,juan kui=ju kwai=gui kwan=jun,kun
kwok=guo kwong=guang lai=li,lai lam=lin,lan lap=li lei=li leung=liang lik=li lok=le,luo
lung=long mak=mo man=wen,min,man mo=wu,mao nam=nan nga=ya ngai=yi,wei ngan=yan oi=ai on=an
pak=bai,bo ping=ping,bing po=bao,bo,pu pui=pei,bei sau=xiu,shou shek=shi shing=cheng,sheng
shuk=shu shun=chun,xun,shun sin=xian,shan sing=sheng,cheng,xing siu=xiao,shao suet=xue suk=shu
sum=xin,shen sze=si,shi tai=tai,da,di tak=de tat=da tim=tian tin=tian to=tao tsun=jun,cun
tsz=zi,zhi tung=dong,tong wa=hua wah=hua wai=wei,hui wan=yun wing=yong,rong wo=he wong=huang,wang
wun=huan yam=yin yan=ren,en,xin,yan yat=yi,ri yau=you,qiu yee=yi,er yeung=yang yim=yan yin=yan,xian
ying=ying yip=ye yiu=yao,rao yu=yu,ru yue=yu,ru yuen=yuan,wan yuet=yue yuk=yu,xu yung=rong,yong
"""
CANTONESE = {
    latin: tuple(pinyin.split(","))
    for latin, _, pinyin in (entry.partition("=") for entry in _CANTONESE.split())
}
"""Syllables of given names as Hong Kong writes them, by what they are in pinyin."""

_SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstwxyz]|[csz]h|hs|ts|tz|ng)?h?[aeiouü]{1,3}(?:ng?|[hrktpm])?"
)

_INITIALS = (
    ("hs", ("x",)), ("tz", ("z",)), ("ts", ("z", "c")), ("ch", ("zh", "ch", "j", "q")),
    ("j", ("r", "j")), ("k", ("g", "k")), ("t", ("d", "t")), ("p", ("b", "p")),
)  # fmt: skip
_FINALS = (
    ("ieh", "ie"),
    ("ien", "ian"),
    ("ueh", "ue"),
    ("ung", "ong"),
    ("eh", "e"),
    ("ih", "i"),
    ("erh", "er"),
)
MOST_SPELLINGS = 60


def surname_of(name: str) -> tuple[str, str]:
    """A Chinese name's surname and what follows: 欧阳修 is 欧阳 and 修."""
    length = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:length], name[length:]


def pinyin_surnames(latin: str) -> tuple[str, ...]:
    """The surnames in pinyin that are written so: lee is li, wong is wang or huang."""
    return SURNAMES.get(latin, ())


def is_syllable(latin: str) -> bool:
    """Whether it may be one of a Chinese name: Kai and Hsun may, Robin and Eddie may not."""
    return _SYLLABLE.fullmatch(latin) is not None


def is_short_given(latin: str) -> bool:
    """Whether one or two short syllables make it, as many characters do: Lei, Lili; not Jack."""
    return len(latin) <= 4 and any(
        is_syllable(latin[:cut]) and (cut == len(latin) or is_syllable(latin[cut:]))
        for cut in range(1, len(latin) + 1)
    )


def given_spellings(syllables: Sequence[str], *, in_pinyin: bool) -> set[str]:
    """A given name as pinyin might have it: jen-hsun is renxun too.

    Unless its surname is `in_pinyin`, as Chan is not, it may be Cantonese: chi-wah is zhihua.
    """
    found = {""}
    for syllable in syllables:
        readings = {*_readings(syllable), *(() if in_pinyin else CANTONESE.get(syllable, ()))}
        found = {before + read for before in found for read in readings}
        if len(found) > MOST_SPELLINGS:
            return {"".join(syllables)}
    return found


def _readings(syllable: str) -> Iterator[str]:
    """A syllable as it stands, and as Wade and Giles may have meant it."""
    yield syllable
    finals = {syllable}
    for wade, pinyin in _FINALS:
        if syllable.endswith(wade):
            finals.add(syllable.removesuffix(wade) + pinyin)
    yield from finals - {syllable}
    for wade, initials in _INITIALS:
        if syllable.startswith(wade):
            for final in finals:
                rest = final.removeprefix(wade)
                yield from (initial + rest for initial in initials if initial != wade)
            break
