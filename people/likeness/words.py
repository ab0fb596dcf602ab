"""Short and full forms of English given names, each leading to one."""

_GROUPS = """
abigail abby; albert al bert; alexander alex alec sasha; alexandra alexa; alfred alf; andrew
andy drew; anthony tony; antonio toni; barbara barb; benjamin ben; bernard bernie; bradley brad;
calvin cal; catherine cathy kate katie katherine kathryn; charles charlie chuck; christopher
chris; christina chrissy tina; cynthia cindy; daniel dan danny; david dave; deborah deb debbie;
dennis denny; dmitry dmitri dima; donald don; dorothy dot; douglas doug; edward ed eddie ted;
elizabeth liz beth eliza; emily em; eugene gene; frederick fred; gabriel gabe; geoffrey geoff
jeffrey jeff; gerald gerry jerry; gregory greg; harold hal; henry hank; ilya ilia; isaac ike;
jacob jake; jacqueline jackie; james jim jimmy; jennifer jen jenny; jessica jess; john jack
johnny; jonathan jon; joseph joe; joshua josh; judith judy; kenneth ken; kimberly kim; kristina
kristy; lawrence larry; leonard len lenny; leonardo leo; louis lou; lucas luke; margaret maggie
meg peggy; martin marty; matthew matt; maxwell max; melissa mel; michael mike mick mikhail;
mitchell mitch; mohammed mohamed muhammad mohammad; nathan nathaniel nate nat; nicholas nick
nicolas; oliver ollie; pamela pam; patricia pat patty trish; patrick paddy; pavel paul; peter
pete; philip phil phillip; raymond ray; rebecca becky; reginald reggie; richard rick dick rich;
robert bob rob bobby; ronald ron; rudolf rudy; russell russ; samantha sammy; samuel sam; sandra
sandy; sebastian seb; sergey sergei; stanley stan; stephanie steph; steven steve stephen; susan
sue; sylvester sly; tamara tammy; terence terry; theodore theo; thomas tom tommy; timothy tim;
valerie val; veronica ronnie; victor vic; victoria vicky; vincent vince; virginia ginny; walter
walt; william bill will billy; yevgeny evgeny; yekaterina ekaterina; zachary zach zack
"""
NICKNAMES = {
    form: group.split()[0]
    for group in _GROUPS.replace("\n", "").split("; ")
    for form in group.split()
}
