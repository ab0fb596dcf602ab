"""The word lists by which English names are told from other capitalised words."""

from __future__ import annotations

import re

GIVEN = frozenset("""
aaron abby abdul abdullah abe abhi abhishek abigail abraham adam adele adi aditi aditya adnan adrian adriana agnes agnieszka ahmad ahmed aidan aileen
aisha ajay ajit akash akira akshay alain alan alana albert alberto aldo alec alejandra alejandro alek aleksander aleksandr alena alessandra alessandro
alessio alex alexa alexander alexandra alexandre alexei alexey alexis alfonso alfred alfredo ali alice alicia alina alison allan allen allison alok alon
alvin alyssa amanda amar amber amelia ami amir amira amit amjad amos amy ana anand anant anastasia anders andre andré andrea andreas andreea andrei andrej andrés andres
andrew andrey andy angela angelina angelo angus anil anirudh anita anja anjali ankit ankur ann anna annabel anne annette annie anthony antoine anton antonia antonio anu
anuj anurag anthony april aravind archana ari ariana arianna arie ariel arjun arkady armin arnaud arnav arne arnold art arthur artem artur arun arvind ash asha ashish ashley ashok ashwin
asif astrid athena aubrey audrey aurelie austin ava avi avinash aviv axel ayan ayesha ayush azeem aziz babak barack barak barbara barney barry bart bashar basil bastian beatrice beatriz
becky bela belinda ben benedict benedikt benjamin benjy benny benoit bernard bernd bernhard bernie bert beth bethany betsy betty bharat bhavin bhavish bianca bill billy bjarne bjorn björn blaise
blake bob bobby bogdan boris brad bradley brandon brenda brendan brent bret brett brian bridget brigitte brittany brooke bruce bruno bryan bryce byron caitlin caleb calvin cameron camila
camille candice carina carl carla carlo carlos carly carmen carol carole carolina caroline carolyn carrie carsten carter casey caspar cassandra catalina catherine cathie cathy cecilia cédric cedric celeste
celia celine chad chaim chandra chandler charles charlie charlotte chase chelsea cheng-wei cheryl chester chiara chloe chris chrissy christa christian christiane christin christina christine christof christoph christophe
christopher chuck cindy claude claire claudia claudio clara clarence clarissa clark clayton clem clement clément cliff clifford clint clive cody colette colin colleen conor connie connor conrad constantin cora corey cornelia cornelius
cory courtney craig cristian cristiano cristina cristóbal cristobal curtis cynthia cyril cyrus daisuke dale damian damien damon dan dana dani daniel daniela daniele daniella danielle danil danny dante daphne dario darius
darko darrell darren dave david davide dawn dean deb debbie deborah debra deepa deepak deirdre denis denise dennis derek desmond detlef devendra devi devin dharmesh dhruv diana diane didier diego dieter dietmar
dieuwke dilip dimitri dimitris dinesh dirk divya dmitri dmitry dolores dom domenico dominic dominik dominique don donald donna donovan dora doris dorothy doug douglas drago drew duncan dustin dwayne dwight dylan
eamon earl ed eddie edgar edith eduard eduardo edward edwin efrat egor ehud eileen einar eitan ekaterina elad elaine eleanor elena eleni eli elias elisa elisabeth elise eliza elizabeth ella ellen ellie elliot elliott
elon elsa elvis emad emanuel emanuele emeka emeric emil emilia emilie emilio emily emma emmanuel emmett eran erhan eric erica erich erik erika erin ernest ernesto ernie ernst erwin esther ethan etienne eugene eugenia eugenio
eva evan evangelos eve evelyn evgeny ewan ezra fabian fabio fabrice fabrizio faisal farah farhad farid fatima federico felicia felipe felix ferdinand fernanda fernando fidji filip filippo fiona flavio fleur flora florence
florian frances francesca francesco francis francisco franck franco francois françois frank franz fred freddie frederic frédéric frederick frederik freya friedrich fritz gabby gabe gabriel gabriela gabriele gabriella gaël gail
gal garrett garry gary gaurav gautam gavin gemma gene geoff geoffrey george georges georgia georgina gerald gerard gerhard gian gianluca gianni gideon gil gilbert gilles gillian gina giorgio giovanni girish gita giulia giuseppe gleb
glen glenn gloria gonzalo gopal gordon grace graham grant greg gregg gregor gregory greta gretchen guido guillaume guillermo gunnar gunther guru gus gustav gustavo guy gwen gwendolyn habib hadi hadley haim hal hamid hamish hana
hanna hannah hannes hans hari harold harriet harris harrison harry harsh harvey hasan hassan hayley heather hector heidi heike helen helena helene helga helmut hemant hendrik henri henrik henrique henry herbert herman hermann hideki
hilary hiroshi hiroki holger holly hope horst howard hubert hugh hugo humphrey hussein ian ibrahim ido ignacio igor ike ilan ilana ilia ilya imran ina ines inga inge ingo ingrid ira irene irina iris irma irving isaac isabel isabella isabelle isha
ismail israel itai itamar itay ivan ivana ivo izabela jaan jack jackie jackson jacob jacqueline jacques jade jaime jake jakob jakub jamal james jamie jan jana jane janelle janet janice janine jared jaron jasmine jason jasper javier
jay jayesh jayshree jean jean-baptiste jean-charles jean-claude jean-françois jean-luc jean-marc jean-michel jean-philippe jean-pierre jeanne jeannette jed jeff jefferson jeffrey jelena jen jenna jennifer jenny jens jensen jeremy jerome jérôme jerry jess jesse jessica
jesus jill jillian jim jimmy jitendra jo joachim joan joanna joanne joao joão joaquin jochen jodie joe joel joelle joerg johan johann johanna johannes john johnny jon jonas jonathan jony jordan jordi jorge jose josé josef joseph
josephine josh joshua josie joy joyce juan juanita judd jude judea judith judy jules julia julian juliana julie julien juliet juliette julio julius june jürgen jurgen justin justine kai kamal kamala kapil kara karan karen karin karim karina
karl karla karol karolina karsten karthik kashyap kasper kate katerina katherine kathleen kathryn kathy katia katie katja katrin katrina kavita kay kayla keith kelly ken kenichi kenji kenneth kenny kent kerry kerstin kevin khalid kieran kim
kimberly kiran kirill kirk kirsten kirsty kishore kit klaus koichi konstantin koray kris krish krishna kristen kristian kristin kristina krzysztof kumar kunal kurt kyle kylie lachlan laila lakshmi lana lance lara larissa larry lars laszlo laura
lauren laurence laurent lavanya lawrence lea leah leandro lee leif leila lena leo leon leonard leonardo leopold leslie lester levi lewis lex lia liad liam lidia lieven lila lili liliana lilian lily lina linda lindsay lindsey linus lionel lior lisa
liz liza lloyd logan lois lola lora lorena lorenzo lorraine lothar lou louis louisa louise luc luca lucas lucia luciana lucien lucinda lucy ludovic luigi luis luisa luise lukas lukasz łukasz luke lydia lynn lynne mads maddie madeleine madeline madhu magda magdalena
maggie magnus mahesh mahmoud maja malcolm malik malte mandy manish manoj manu manuel manuela mara marc marcel marcella marcello marcelo marcin marco marcos marcus margaret margarita margot maria mariana marianne marie marietje marilyn marina
mario marion marisa marissa marius marjorie mark marko markus marlene marsha marta martha martijn martin martina martine marty marvin mary masa masayoshi mason massimo mateo mateusz mathias mathieu mathilde mati matias matt matteo matthew
matthias matthieu maureen maurice maurizio mauro max maxim maxime maximilian maxwell maya mayank mayur megan mehdi mehmet mehul meera meg mei melanie melinda melissa melvin mendel meng meredith mia micha michael michaela michal michel michela michele
michelle mickey miguel mihai mihir mika mikael mike mikhail miki mila milan milena miles milo mimi mina mindy minh mira miranda miriam miro miroslav misha mitch mitchell mitesh mo mohamed mohammad mohammed mohan mohit moira molly mona monica monika
monique monty mordechai morgan moritz morris mortimer moshe muhammad mukesh murali murray murtaza mustafa myles myra nadav nadia nadim nadine nagesh naomi narendra narayan nasser nat natalia natalie natasha nate nathalie nathan nathaniel naveen navin neal
ned neel neelie neha neil nelson nichola nicholas nick nicky nico nicola nicolai nicolas nicole niels nigel nihar nik nikesh nikhil niki nikita nikki niklas niko nikola nikolai nikolaus nikolay nils nimesh nina nir nira niraj nisha nishant nitin noa noah noam noel noelle
noemi nora norbert norma norman octavio oded ofer ofir ola olaf ole oleg olga olivia olivier oliver omar omer omri oren oriol orlando orly oscar oskar osman otto owen pablo palmer pam pamela pankaj paolo parag paresh parker parth pascal pascale pat patricia
patricio patrick patrik patty paul paula pauline paulo pavel pawel paweł payal pedro peggy penelope penny percy perry peter petra petros petteri phil philip philipp philippa philippe phillip phoebe pierre pieter piero piotr pooja prabhakar prakash pranav prasad prashant pratik praveen prem preston
priscilla priti priya priyanka puneet quentin quincy quinn rachael rachel radhika raffaele rafael raghav raghu rahul raj raja rajan rajat rajeev rajesh rajiv rakesh ralf ralph ram raman ramesh rami ramon rana randall randy rania ranjan raphael raphaël raquel rashid rashmi raul ravi ray raymond
rebecca reed reena regina reginald reid reiner reinhard rem rena renate renaud rene rené renee reshma reuben rex rhiannon rhonda ricardo riccardo rich richard rick ricky riley rishi rita ritesh ritu rob robbie robert roberta roberto robin rochelle rod roderick rodney rodrigo roelof roger rohan
rohit roland rolf roma roman romain romeo ron ronald ronan ronen ronit ronnie rory rosa rosalind rose rosemary rosie ross rowan roxanne roy ruben ruby rudi rudolf rudy rufus rukmini rupert ruslan russ russell ruth ryan sabine sabrina sachin sadie saeed sagar sal salim salma salman salvador salvatore sam samantha samar
sameer sami samir samuel sandeep sandhya sandra sandro sandy sangeeta sanjay sanjeev santiago santosh sara sarah sasha saskia satish satya saul saurabh scarlett scott sean sebastian sébastien sebastien seema selena selina serena serge sergei sergey sergio seth shailesh shane shankar shannon sharad sharon shaul shaun shauna shawn
sheila shelby sheldon shelley sherry sheryl shiv shiva shivani shlomo shmuel shreya shruti shweta shyam sian siddharth sidney siegfried sigrid silvia silvio simeon simon simona simone siobhan siva soledad solomon sonal sonali sonia sonja sonya sophia sophie soren søren soumith spencer sridhar srini srinivas stacey stacy stan stanislas stanislav stanley stefan stefania
stefano steffen stella stéphane stephane stephan stephanie stephen stephon sterling steve steven stewart stuart subhash sudhir sue suhail sujata sumit sundar sundeep sunil sunita suresh surya susan susanna susanne susie sushil suzanne suzy sven svetlana swami swati sydney sylvia sylvain sylvie taavi tad tal talia tamar tamara tammy tania tanja tanya tara tariq tarun tasha tatiana
tatyana taylor ted teddy terence teresa teri terri terry tess tessa thaddeus thea thelma theo theodor theodore theresa thibault thiago thierry thijs thomas thorsten tiffany tilman tim timnit timo timothée timothy tina tobias toby todd tom tomas tomás tomasz tomer tommaso tommy toni tony tonya tor torsten tracey tracy travis trent trevor tricia trina tripp tristan troy tudor tushar tyler tyrone
ulrich ulrike uma umang umesh uri urs ursula usha uwe vaibhav val valentin valentina valeria valerie vanessa varun vasant vasily vasilis veena venkat venkatesh vera vernon verónica veronica veronika vicki vicky victor victoria vidya vijay vikas vikram viktor viktoria vincent vincenzo vinay vineet vinod viola viraj virginia vishal vitalik vitaly vittorio vivek vivian viviane vivienne vlad vladimir volker
wade wallace walter wanda warren wayne wendell wendy werner wesley whitney wilfred wilhelm will willem william willy wilson winston wojciech wolf wolfgang woody wyatt xavier yael yair yan yana yann yannick yaniv yaron yaroslav yash yasmin yasmine yehuda yoav yogesh yohei yolanda yonatan yoni yoshua yosef yossi yotam yousef youssef yuki yulia yuri yury yusuf yuval yves yvette yvonne
zac zach zachary zack zahra zain zane zara zeev zeina zelda zeynep zia zoe zoë zoltan zora zubin takeshi takashi hiro satoshi kenta shinji yusuke naoki makoto tetsuya haruki sakura yoko keiko akiko noriko junichi shigeru ren hyun-woo min-jun ji-hoon sung-ho jae-yong tae-won seung-hyun young-soo dong-hyun jung-hoon
amara chidi chinedu ngozi ifeoma kwame kofi oluwaseun tunde thabo sipho zanele femi folake ayodele tobi temi sizwe
wei jie ming lei jun yang bo kai tao hao fei jian feng lin hui xin yu ying li jing yun rui chen zhen yi xiao tian dawei xiaoming
quentin lucien priyam oskar ingeborg maren solveig ragnhild torvald sigurd leif anneli eero aino juha jukka pekka mikko antti timo ville sanna tuuli saoirse niamh aoife ciaran cormac declan
malin outi carola alistair sofia wes dorota oriane cosmin imogen farah delphine aditi wanjiru avishai elodie annika kerttu katariina johanna tuomas henrik jarkko mika petteri risto olli esa kimmo marja riikka minna heli
ingunn siri astri kjetil oyvind øyvind haakon håkon espen geir terje trond tor ola stian vegard eirik sindre magne morten henning rasmus mikkel jeppe kasper søren mette pernille camilla trine lone birgitte anders jesper lasse emma ebba elin malena ylva
göran goran lars-göran karl-johan per ulf stig bengt gunilla kerstin birgitta ingvar hakan håkan åsa asa pär åke lennart tage sven-erik
agnieszka malgorzata małgorzata katarzyna kasia zofia zuzanna aleksandra magdalena bartosz bartek grzegorz zbigniew wojtek maciej mariusz dariusz stanisław stanislaw jarosław radosław slawomir tadeusz jerzy jolanta beata ewa iwona
oksana olena oleksandr oleksiy andriy serhiy volodymyr taras bohdan dmytro mykola iryna nataliya kateryna yaroslava zlata ostap ruslana lyudmila nadezhda galina svetlana dmitriy vyacheslav gennady arkadiy timur rustam ilnur airat
ioana mihaela razvan răzvan vlad radu cristi florin dragos dragoș horia bogdana simina mircea liviu emilian catalin cătălin doru
dimitrios giorgos yannis yiannis nikos kostas panagiotis stavros vasilis eleni katerina despina spyros christos thanos
ahmet mehmet mustafa emre burak cem deniz ece elif zeynep ayse ayşe fatma murat serkan kerem selin baris barış ozan orhan
yusra layla leyla nour noura huda reem rima dina lina maha hala rasha samar faris fares khaled tarek karim walid waleed omar bilal hamza yasser mansour majid sultan nasser turki saud faisal badr abdulaziz abdulrahman
adebayo adaeze ade chinua chioma chiamaka obinna emeka uche nneka nkechi kelechi olumide damilola yetunde bukola kunle segun wale bola ayo tolu titi kemi funmi
kwabena kwesi yaw ama abena akosua efua kojo nana esi
wangari njeri nyambura mwangi kamau otieno achieng akinyi kipchoge jomo wambui atieno juma baraka asha neema imani zawadi
thandi thandiwe nomsa lerato palesa kagiso tshepo bongani mandla lindiwe naledi
rohini rukmini ashwini anjana arundhati chitra deepti divyanka gauri hema indira jaya kalpana kamini kirti lalita lata madhavi malini mamta manasi mitali mridula nandini nidhi nilima nirmala padma pallavi poonam prerna radha rajani rekha rohan roopa sapna savita shalini sharmila shilpa shobha smita sneha subha sudha suman supriya sushma tanvi trupti usha vandana vasudha vimala yamini
aakash abhay abhinav ajith amar amol aniket anup arvind ashutosh atul balaji bhaskar chetan devansh dhananjay dheeraj ganesh gaurang girish harish hitesh ishaan jagdish jatin kailash ketan lalit mahendra mahesh manan milind mithun mukund nagarjuna namit naresh naval nilesh nitesh omkar paritosh pavan piyush pradeep prabhu prateek rajendra ramesh ranjit ravindra ritvik rupesh sameer sanat sandesh shashank shekhar shrikant soham sourav subramanian sudhanshu sukumar sumeet tejas umesh vasudev venkata vidyut vikrant vineeth yogendra
hiroaki hideo kazuo kazuki kenji koji mamoru masaki masao masato minoru nobuo osamu ryo ryota ryuichi satoru shigeki shin shota shun sota susumu tadashi taro tatsuya tomoya toru tsutomu yasuhiro yoshi yuji yuta akari asuka ayaka chika emi eri fumiko hanako hitomi kaori kazuko kumiko mai mayumi michiko miho misaki miyuki nanami natsuki reiko rie saki sayaka tomoko yui yumi yuriko
minho jihoon jiwoo seojun hyunjin sungmin jaehyun donghyun kyungsoo taehyung minji jiyeon soyeon hyejin eunji yuna sooyoung hyun jin-woo min-seo ji-won seo-yeon hye-jin eun-ji sang-hoon kyung-hee mei-ling li-wei jia-hao hui-ling
siti nur aisyah putri dewi budi agus wayan ketut rizal hafiz azlan iskandar nurul zainab razak
thuy linh huong phuong trang nga lan hoa thanh quang tuan hung dung hieu khanh duc nam bao
joao jorge thiago rafael matheus gabriel vinicius guilherme beatriz mariana leticia larissa bruna renata fernanda vanessa luciana ricardo otavio caio davi murilo
xiomara yesenia ximena itzel lupe guadalupe consuelo dolores pilar rocio rocío inmaculada maite nuria montserrat jordi oriol arnau pau aina laia mireia
elodie maëlle maelle océane solène solene anaïs anais gaëlle gaelle clémence clemence margaux manon chloé chloe léa lea inès ines apolline mathilde bérénice capucine axelle aurélie aurelie lucile ludivine mélanie noémie sandrine séverine sylvaine virginie yaël yannis loïc loic ronan erwan corentin quentin baptiste bastien cyrille damien dorian fabien florent gaëtan gaetan grégoire gregoire ghislain jérémie jeremie kévin kevin mathis maël mael mickaël rémi remi rémy remy sylvestre tanguy théo theo théophile tristan ulysse valentin xavier yvon
anneke annelies bart bas carolien daan dirk-jan eline fleur floris frits gerrit hanneke hendrikus henk huub jaap jelle jeroen joep joost jos jurriaan karel kees klaas lieke lieve maaike marleen merel mieke nienke noor piet pim ramon renske rik roos rutger saskia sanne sjoerd teun tijmen tijs tineke tjeerd tom veerle wim wietse wouter yvonne
annemarie antje bärbel beate brigitta dagmar dörte elke erdmute frauke friederike gerda gesa gisela gudrun hannelore hedwig heiko heinz heinrich hinnerk ilona irmgard jutta karl-heinz kathrin käthe lieselotte lutz manfred marlies mechthild norbert otmar reinhold reto rüdiger ruediger sieglinde steffi sigrun susanne tanja thilo tilo traudl udo uta ute veit volker walburga wieland wiebke winfried urs beat regula reto ueli
branko dejan dragan goran igor ivana jovana jelena ljiljana marija milos miloš nebojsa nikola predrag sasa slobodan srdjan tamara vesna vuk zoran zeljko luka ante hrvoje tomislav krešimir davor mirjana snezana
aram arman arpine hayk narek tigran vahe levon gevorg giorgi irakli levan nino tamar tornike zurab
aidana aigerim aliya daulet erlan nurlan yerlan zhanna aruzhan dilnoza jasur otabek shavkat
gil gilad guy hadar idan inbal keren liora maayan meirav nimrod ohad orna ronit shai shira shlomit sivan tali tamir tzipi udi yifat zohar
wanda winnie wren wilhelmina winifred cordelia ottilie persephone ophelia rosalie tabitha thomasina ursuline verity zelie henrietta cressida araminta clementine georgiana jemima lavinia leopoldine octavia perpetua sybil
barnaby benedick cuthbert crispin digby fergus hamish horatio ignatius inigo lachlan leofric montague nevil orson osbert peregrine piers quintin randolph roderic rowland tarquin torquil ulric wilfrid
aaliyah ebony imani jada jamal kendra keisha latoya lakisha malik monique rashad shanice tamika terrell tyrell tyrone deandre darnell demetrius
priscilla prisca henrike gita fintan ingrid gustav ansel corinna delia elspeth ferdie fidelis idris jolyon lorcan maeve nessa orla padraig paidi róisín roisin seamus sinead sinéad tadhg una bronagh caoimhe cillian conall dara deirdre donal eimear eoin fiachra finbar grainne gráinne
suresh ravi joanna petra hanna thomas tobias lucian anselm evangeline katalin zsófia zsofia zsuzsa balázs balazs gábor gabor lászló laszlo istván istvan márton marton ágnes agnes ildikó ildiko péter tamás tamas attila bence csaba ferenc gergely imre jános janos józsef katalin kinga levente miklós miklos réka reka sándor sandor szabolcs
ondřej ondrej pavlína pavlina tomáš jiří jiri václav vaclav zdeněk zdenek lenka markéta marketa kateřina jana barbora eliška eliska veronika hynek radek petr jaroslav ladislav miloslav
andrius darius gintaras jonas kęstutis mindaugas rasa rūta ruta tomas vaidas vytautas aleksandrs edgars janis jānis juris liga martins raivis kristaps ieva dace agnese kaarel kadri katrin kristjan liis mart märt piret rasmus siim taavet tiit toomas triin urmas
kelsey hinrich brynn sutton teagan harlow emerson sawyer reagan logan avery jordyn kendall lindsay mackenzie madison peyton shelby skyler sloane tatum shane brandi candace deanna dianne gayle jeanine joann kari kristi lori marcy marla mindy pam patti randi robyn roxane shari sheri staci tami terri trish tuan arda ceren tolga yigit joelle noam mustafa alec barret liam jerome hugo aidan oriol koray tim shengjia ruoming xiaohua jiahui hongyu trapit shuchao huiwen rowan hyung jason yuhuai pia rafaela thalia ottoline cosima leonie marit anouk joris bram sander maarten jeroen wouter ruud sjoerd femke lotte ilse marijn koen thibaut gert dries
""".split())  # fmt: skip

SURNAMES_ZH = frozenset("""
zhang wang li liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng
xu fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu
qin gu hou shao meng long wan duan lei qian tao hong shu qi gong hua yin mei zhuang niu ge ni sheng jing guan lai ji qu ke min yun ouyang sima zhuge shangguan lau lee
wong chan cheung tsai ng kwok leung lam ho tam tse yip fung yeung chow yuen chiu szeto lo
""".split())  # fmt: skip
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|"
    r"ua|uo|ui|ue|ve|er|a|o|e|i|u|v)"
)
PINYIN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}(?:-(?:{_SYLLABLE}))?", re.I)

SURNAME = re.compile(
    r"(?:Mc|Mac|O['’]|D['’]|Fitz)[A-Z]\w+|\w{2,}(?:sson|son|sen|ström|strom|berg|gren|qvist|quist|lund|dahl|ski|sky|ska|cki|cka|wicz|czyk|ov|ova|ev|eva|enko|chuk|uk|yan|ian|escu|eanu|oglu|poulos|"
    r"idis|akis|opoulou|stein|mann|bauer|meier|meyer|dóttir|wala|nen|ini|elli|etti|ucci|azzi|aux|eau|ault|ez|ić|vić|vic|swamy|murthy|nathan|raman|kumar|singh|gupta|reddy|wal|shvili|dze|bayev|haus|hoff|veld|stra|sma|inga)\Z"
)
"""Endings by which a word is known for a surname."""

DEMONYMS = frozenset(
    "american british chinese european french german japanese korean indian israeli canadian russian dutch swiss swedish spanish italian asian african arab taiwanese singaporean emirati saudi "
    "finnish danish norwegian polish ukrainian brazilian australian irish austrian belgian portuguese turkish nordic national central".split()
)

PARTICLES = frozenset(
    "van von der den de del della di da dos du la le al el bin ibn ben ter".split()
)

ORG_LAST = frozenset("""
ai labs lab inc corp corporation co company ltd limited llc plc gmbh ag sa nv technologies technology tech robotics systems therapeutics pharma pharmaceuticals biosciences
bio biotech capital ventures venture partners group holdings holding bank university college institute motors semiconductor semiconductors microelectronics networks
network health healthcare medical energy cloud studios studio media foundation fund funds research software security analytics dynamics intelligence computing data
games electronics management investments investment growth equity advisors angels commission authority ministry agency council times journal news post exchange
industries laboratories academy school hospital clinic center centre association society consortium alliance telecom mobility automotive aerospace space logistics
motion minds devices compute biosystems microsystems genomics diagnostics quantum imaging automation engineering consulting communications telecommunications payments financial collective biologics aviation airlines pictures publishing press machines foundry vision vc machina brothers airways
insurance securities international interactive entertainment sciences science solutions services photonics silicon collaborative materials instruments associates trust bureau administration forum observatory secretariat
""".split())  # fmt: skip
STRONG_LAST = ORG_LAST - frozenset(
    "ai data motion minds compute vision quantum machines press foundry engineering brothers space trust science post times news cloud growth network security health research intelligence international center school services".split()
)
ORG_OF = frozenset(
    "university institute academy ministry department bank school college council center centre association bureau office".split()
)

GENERIC = frozenset("""
a about above after again ahead all along also although among amid an and another any anyone apart around as asked at away back backed based because before behind being below besides between
beyond both briefly but by called can cannot certainly citing clearly close co compared consider could critics currently data despite did do does down due during each earlier early either else employees
end engineers even eventually every everyone everything evidence except executives experts fellow apache leaderboard chair independent moe sft rlhf imagenet autopilot iphone ipad fewer finally first five following for former formerly founded four from full further generally get getting given go going good
had half has have having he headquartered help her here hers high him his hundreds how however i if in including indeed industry initially insiders inside instead into investors is it its itself japan just keep large
last late later launched led left less let like likely little long look looking made major make making many markets may maybe meanwhile members might millions mobile models more moreover most mr mrs ms much must my named near nearly
neither never nevertheless new next no nobody none nor not nothing notably now of off officials often on once one only onto open opening or other others otherwise our out outside over overall own part people perhaps plans please
previously prior private probably public questions quite rather read really recent recently regulators related reports researchers revenue rivals running sales same say says scientists second see seen separately several shares she shortly should
show shows similarly since six so some someone something sometimes soon source sources speaking start started startup startups staff step still such sure taking talks ten than thanks that the their them themselves then there therefore these they
thing things third this those though thousands three through throughout thus to today together tomorrow too total toward towards two typically ultimately under unlike until up upon us used users using usually valued very via was watch we well were what whatever
when where whereas whether which while who whoever whom whose why will with within without word work workers working would year years yes yesterday yet you your
company companies firm firms founder founders chief ceo cto coo cfo cpo president chairman professor director managing executive head vice senior officer dr sir
chip chips model ai agi ml llm llms gpu gpus tpu cpu ipo api apis app it pc vr ar ev evs us u.s uk u.k eu uae usa u.a.e un gdp q1 q2 q3 q4 h1 h2 r&d saas b2b esg spac vc pe m&a nft web3 arr roi faq pr hr ceo's tv rag nlp ocr asr tts agi asi npu asic hbm dram
series round seed pre-seed pre-a pre-ipo angel funding update note editor photo image credit picture getty video podcast newsletter subscribe breaking exclusive analysis opinion correction advertisement
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
christmas thanksgiving easter spring summer autumn fall winter internet english mandarin
american americans british chinese european europeans french german germans japanese korean indian israeli israelis canadian russian dutch swiss swedish spanish italian western asian african arab taiwanese singaporean emirati saudi finnish danish norwegian polish ukrainian
brazilian australian irish austrian belgian portuguese turkish iranian asia-pacific
transformer transformers linux windows android ios python java excel word english
worldwide globally global few hyperscalers strategic similar existing automated interim acting genai weights inc investors volatile downloads competitors customers employees engineers nobody proceeds terms neither talks rumours rumors shares sources backers bankers analysts critics observers insiders alumni former series-a billion million trillion cto cmo cso evp svp vp phd mba
""".split())  # fmt: skip

PLACES = frozenset(w.strip() for w in """
America;Africa;Asia;Europe;Australia;China;Japan;Korea;South Korea;North Korea;India;Israel;France;Germany;Italy;Spain;Portugal;Poland;Sweden;Norway;Finland;Denmark;Netherlands;Belgium;Austria;Switzerland;Ireland;
Britain;United Kingdom;England;Scotland;Wales;United States;Canada;Mexico;Brazil;Argentina;Chile;Russia;Ukraine;Turkey;Iran;Iraq;Saudi Arabia;United Arab Emirates;Qatar;Kuwait;Bahrain;Egypt;Nigeria;Kenya;South Africa;
Taiwan;Hong Kong;Macau;Singapore;Malaysia;Indonesia;Thailand;Vietnam;Philippines;Pakistan;Bangladesh;New Zealand;Estonia;Latvia;Lithuania;Greece;Hungary;Romania;Bulgaria;Serbia;Croatia;Slovenia;Slovakia;Czech Republic;Luxembourg;
Beijing;Shanghai;Shenzhen;Guangzhou;Hangzhou;Chengdu;Wuhan;Nanjing;Suzhou;Xi'an;Tianjin;Chongqing;Hefei;Zhongguancun;Haidian;Pudong;Tokyo;Osaka;Kyoto;Seoul;Busan;Taipei;Hsinchu;Mumbai;Delhi;New Delhi;Bangalore;Bengaluru;Hyderabad;Chennai;
Jakarta;Bangkok;Hanoi;Manila;Kuala Lumpur;Dubai;Abu Dhabi;Riyadh;Doha;Tel Aviv;Jerusalem;Haifa;London;Cambridge;Oxford;Manchester;Edinburgh;Bristol;Paris;Lyon;Grenoble;Nice;Berlin;Munich;Hamburg;Frankfurt;Cologne;Heidelberg;
Stuttgart;Zurich;Geneva;Lausanne;Basel;Vienna;Amsterdam;Rotterdam;Eindhoven;Brussels;Stockholm;Gothenburg;Oslo;Helsinki;Copenhagen;Dublin;Madrid;Barcelona;Lisbon;Porto;Milan;Rome;Turin;Warsaw;Prague;Budapest;Bucharest;Athens;Sofia;
Tallinn;Riga;Vilnius;Moscow;Kyiv;Kiev;Istanbul;Cairo;Lagos;Nairobi;Johannesburg;Cape Town;Sydney;Melbourne;Toronto;Montreal;Vancouver;Waterloo;Ottawa;New York;New York City;Manhattan;Brooklyn;San Francisco;San Jose;Palo Alto;Menlo Park;
Mountain View;Cupertino;Sunnyvale;Santa Clara;Redmond;Seattle;Bellevue;Portland;Los Angeles;San Diego;Austin;Dallas;Houston;Chicago;Boston;Pittsburgh;Philadelphia;Washington;Atlanta;Miami;Denver;Boulder;Phoenix;Detroit;Memphis;Abilene;
California;Texas;Arizona;Nevada;Oregon;Virginia;Massachusetts;Georgia;Florida;Ohio;Michigan;Illinois;Pennsylvania;Tennessee;Louisiana;Utah;Colorado;Silicon Valley;Bay Area;Wall Street;Davos;Middle East;Gulf;Nordics;West Coast;East Coast;
San Mateo;Lulea;Luleå;Krakow;Kraków;Wroclaw;Gdansk;Poznan;Lodz;Malmö;Malmo;Uppsala;Linköping;Bergen;Trondheim;Turku;Oulu;Utrecht;The Hague;Groningen;Antwerp;Liège;Lille;Nantes;Toulouse;Bordeaux;Marseille;Strasbourg;Sophia Antipolis;Rennes;Montpellier;Düsseldorf;Dusseldorf;Leipzig;Dresden;Bonn;Hanover;Nuremberg;Tübingen;Potsdam;Freiburg;Graz;Linz;Salzburg;Lugano;St Gallen;Naples;Bologna;Florence;Pisa;Genoa;Venice;Trento;Valencia;Seville;Bilbao;Málaga;Malaga;Braga;Coimbra;Thessaloniki;Zagreb;Ljubljana;Belgrade;Novi Sad;Sarajevo;Skopje;Tirana;Chisinau;Cluj;Cluj-Napoca;Iasi;Brno;Ostrava;Kosice;Szeged;Debrecen;Minsk;Lviv;Kharkiv;Odesa;Odessa;Tbilisi;Yerevan;Baku;Almaty;Astana;Tashkent;Ankara;Izmir;Beirut;Amman;Jeddah;Dhahran;Neom;Muscat;Manama;Kuwait City;Herzliya;Beersheba;Casablanca;Rabat;Tunis;Algiers;Accra;Kigali;Kampala;Addis Ababa;Dakar;Abidjan;Lusaka;Harare;Durban;Pretoria;Abuja;Ibadan;Karachi;Lahore;Islamabad;Dhaka;Colombo;Kathmandu;Pune;Gurgaon;Gurugram;Noida;Kolkata;Ahmedabad;Jaipur;Kochi;Coimbatore;Indore;Ho Chi Minh City;Saigon;Da Nang;Phnom Penh;Yangon;Cebu;Penang;Johor;Johor Bahru;Cyberjaya;Bandung;Surabaya;Batam;Xiamen;Fuzhou;Qingdao;Jinan;Dalian;Shenyang;Harbin;Changchun;Zhengzhou;Changsha;Nanchang;Kunming;Guiyang;Nanning;Haikou;Ningbo;Wenzhou;Wuxi;Changzhou;Dongguan;Foshan;Zhuhai;Huizhou;Hohhot;Urumqi;Lanzhou;Taiyuan;Yangtze Delta;Nagoya;Fukuoka;Sapporo;Sendai;Yokohama;Kobe;Hiroshima;Tsukuba;Kumamoto;Incheon;Daejeon;Daegu;Gwangju;Pangyo;Suwon;Pohang;Perth;Brisbane;Adelaide;Canberra;Auckland;Wellington;Christchurch;Calgary;Edmonton;Quebec;Winnipeg;Halifax;Guadalajara;Monterrey;Mexico City;Tijuana;Bogotá;Bogota;Medellín;Medellin;Lima;Quito;Santiago;Buenos Aires;Córdoba;Montevideo;São Paulo;Sao Paulo;Rio de Janeiro;Belo Horizonte;Florianópolis;Recife;Curitiba;San Juan;Panama City;Costa Rica;Uruguay;Colombia;Peru;Ecuador;Venezuela;Cuba;Morocco;Tunisia;Algeria;Ghana;Rwanda;Uganda;Ethiopia;Senegal;Zambia;Zimbabwe;Tanzania;Angola;Kazakhstan;Uzbekistan;Azerbaijan;Armenia;Jordan;Lebanon;Oman;Sri Lanka;Nepal;Cambodia;Myanmar;Laos;Mongolia;Iceland;Reykjavik;Malta;Cyprus;Nicosia;Monaco;Liechtenstein;Andorra;Belarus;Moldova;Albania;Kosovo;Montenegro;North Macedonia;Bosnia;Belfast;Cardiff;Glasgow;Leeds;Sheffield;Birmingham;Liverpool;Newcastle;Nottingham;Southampton;Bath;Reading;Brighton;Norwich;York;Dundee;Aberdeen;Cork;Galway;Limerick;Salt Lake City;Provo;Minneapolis;St Louis;St. Louis;Kansas City;Nashville;Charlotte;Raleigh;Durham;Baltimore;Richmond;Arlington;Princeton;New Haven;Providence;Hartford;Buffalo;Rochester;Cleveland;Columbus;Cincinnati;Indianapolis;Milwaukee;Madison;Ann Arbor;Omaha;Tulsa;Oklahoma City;San Antonio;Fort Worth;Plano;El Paso;Tucson;Tempe;Scottsdale;Chandler;Reno;Sacramento;Fremont;Hayward;Milpitas;Los Gatos;Los Altos;Saratoga;San Bruno;San Carlos;San Ramon;Redwood City;Burlingame;Foster City;Emeryville;Pleasanton;Irvine;Pasadena;El Segundo;Hawthorne;Torrance;Long Beach;Culver City;Burbank;Carlsbad;La Jolla;Kirkland;Spokane;Boise;Honolulu;Anchorage;Queens;Bronx;Harlem;Jersey City;Hoboken;Newark;Stamford;Greenwich;Long Island;New Jersey;New Hampshire;Vermont;Maine;Connecticut;Rhode Island;Delaware;Maryland;North Carolina;South Carolina;Alabama;Mississippi;Arkansas;Missouri;Iowa;Minnesota;Wisconsin;Indiana;Kentucky;West Virginia;Oklahoma;Kansas;Nebraska;South Dakota;North Dakota;Montana;Wyoming;Idaho;New Mexico;Alaska;Ontario;British Columbia;Alberta;Manitoba;Nova Scotia;Bavaria;Saxony;Catalonia;Lombardy;Brittany;Normandy;Provence;Flanders;Wallonia;Scandinavia;Baltics;Balkans;Benelux;Caucasus;Central Asia;South Asia;Central Europe;Eastern Europe;Western Europe;Northern Europe;Southern Europe;Shoreditch;Soho;Canary Wharf;Mayfair;Chelsea;Hackney;Camden;
Latin America;North America;South America;Southeast Asia;East Asia;Bletchley Park;Las Vegas;Santa Monica;Berkeley;Stanford;Santa Barbara;Oakland;Hawaii;Nordic;Baltic;Silicon Wadi;Greater Bay Area;Greater China;Inner Mongolia;Xinjiang;Tibet;Guangdong;
Zhejiang;Jiangsu;Sichuan;Anhui;Hebei;Shandong;Fujian;Hunan;Hubei;Henan;Washington DC;White House;Capitol Hill;Downing Street;Station F;King's Cross;Sand Hill Road;D.C;DC;Calif;Mass;NYC;SF;LA;Bratislava;Karlsruhe;Darmstadt;Delft;Leuven;Ghent;Bern;Lund;Espoo;Tampere;Aarhus
""".replace("\n", "").split(";") if w.strip())  # fmt: skip

HEADLINE = frozenset("""
raises raise raised lands secures closes nabs bags gets scores snags pulls launches launch unveils unveil releases release debuts introduces open-sources acquires acquire buys buy to take takes over joins join leaves leave quits quit exits exit steps
down resigns departs names name appoints hires hire taps poaches cuts cut lays off layoffs slashes fires shuts shut closes files for in on at of with and as by from after amid over into up out the a an its his her their new how why what who says said
will could may plans eyes seeks weighs nears talks deal deals funding round valuation million billion partners partner teams invests invest backs bets sells sell stake founder co-founder ceo cto chief startup start-up maker firm giant rival model chip chips
report reports sources exclusive ipo debut listing goes public co-founders ex former set is are be not no vs valued worth led series post-money pre-money job jobs workers staff employees researcher researchers scientist scientists engineer engineers head
more than less about billionaire investor investors against against lawsuit sues sue probe ban bans rules rule that this it all first second latest most big bigger biggest open source agents agent robot robots humanoid data center centre centers deal
""".split())  # fmt: skip
