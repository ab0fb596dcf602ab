"""Names of countries -> their two letters (ISO 3166), as data sets write them. Pure."""

from __future__ import annotations

_NAMES = """
AE United Arab Emirates|UAE|阿联酋|阿拉伯联合酋长国
AR Argentina|阿根廷
AT Austria|奥地利
AU Australia|澳大利亚
BE Belgium|比利时
BG Bulgaria|保加利亚
BR Brazil|巴西
CA Canada|加拿大
CH Switzerland|瑞士
CL Chile|智利
CN China|People's Republic of China|PRC|中国|中华人民共和国|中国大陆
CO Colombia|哥伦比亚
CZ Czechia|Czech Republic|捷克
DE Germany|德国
DK Denmark|丹麦
EE Estonia|爱沙尼亚
EG Egypt|埃及
ES Spain|西班牙
FI Finland|芬兰
FR France|法国
GB United Kingdom|UK|Great Britain|United Kingdom of Great Britain and Northern Ireland|England|英国
GR Greece|希腊
HK Hong Kong|香港|中国香港
HR Croatia|克罗地亚
HU Hungary|匈牙利
ID Indonesia|印度尼西亚|印尼
IE Ireland|爱尔兰
IL Israel|以色列
IN India|印度
IS Iceland|冰岛
IT Italy|意大利
JP Japan|日本
KE Kenya|肯尼亚
KR South Korea|Korea (Republic of)|Republic of Korea|Korea|韩国
LT Lithuania|立陶宛
LU Luxembourg|卢森堡
MX Mexico|墨西哥
MY Malaysia|马来西亚
NG Nigeria|尼日利亚
NL Netherlands|The Netherlands|荷兰
NO Norway|挪威
NZ New Zealand|新西兰
PE Peru|秘鲁
PH Philippines|菲律宾
PK Pakistan|巴基斯坦
PL Poland|波兰
PT Portugal|葡萄牙
RO Romania|罗马尼亚
RU Russia|Russian Federation|俄罗斯
SA Saudi Arabia|沙特阿拉伯|沙特
SC Seychelles|塞舌尔
SE Sweden|瑞典
SG Singapore|新加坡
SN Senegal|塞内加尔
TH Thailand|泰国
TR Turkey|Türkiye|土耳其
TW Taiwan|台湾|中国台湾
UA Ukraine|乌克兰
US United States|United States of America|USA|America|美国
UY Uruguay|乌拉圭
VN Vietnam|Viet Nam|越南
ZA South Africa|南非
"""
_CODES = {
    name.casefold(): line[:2]
    for line in _NAMES.strip().splitlines()
    for name in (line[:2], *line[3:].split("|"))
}


def country_code(name: str) -> str:
    """The two letters of a country, or nothing."""
    if len(name) == 2 and name.isascii() and name.isupper():
        return name
    return _CODES.get(name.strip().casefold(), "")
