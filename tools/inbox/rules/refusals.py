"""Words that mean "no more mail", in many languages: a missed one is worse than ten too many; for folded text."""

import re
from collections.abc import Sequence

from tools.inbox.rules.sentences import Sentence

_THING = (
    r"(?:list|mailing|database|data ?base|record|distribution|contacts?\b|crm|system|campaign|sequence|outreach"
    r"|file|e-?mails?\b|mailings?)"
)
_OPT_OUTS = (
    r"\bun-?su\w{0,3}[ck]?ri\w*|\bunsubcri\w*|\bcancel (?:my|our|this|the) (?:\w+ )?(?:subscription|membership"
    r"|mailings?|e-?mails?)",
    rf"\b(?:remove|delete|erase|take|strike|scrub|drop|purge|exclude|omit|removing|deleting"
    rf"|taking)\b.{{0,60}}\b(?:from|off|out of)\b.{{0,40}}{_THING}",
    r"\b(?:remove|delete|erase|purge|exclude|omit|drop|strike) (?:me|us|our|myself|this (?:e-?mail|address"
    r"|contact|mailbox))\b",
    r"\btake (?:me|us|my \w+|our \w+|this \w+) off\b|\b(?:off|from|out of) (?:of )?(?:your|this|that|the|any"
    r"|all) (?:\w+ ){0,2}(?:mailing ?list|lists?\b|database|mailings?\b|distribution)",
    r"\b(?:delete|erase|remove|lose|forget|destroy|wipe) (?:all )?(?:my|our|this|the|that"
    r"|any) (?:\w+ ){0,3}(?:details|data|e-?mail|address|information|info|number|contact|records?)\b"
    r"|\bdelete it and do not write",
    r"(?:\bnot|n't|\bnever|\bno longer)(?: to| ever)? (?:be |being )?(?:contacted|e-?mailed|approached"
    r"|solicited)\b|^(?:please |pls |and )*(?:do ?n'?t|do not|never) (?:e-?mail|contact|write|mail|message"
    r"|text)\W*$|(?:\bnot|n't|\bnever)\b.{0,25}\b(?:contact|write|e-?mail|message|mail)\b.{0,15}\b(?:again"
    r"|any ?more|further)\b|\b(?:do ?n'?t|do not) (?:want|need|like|read|appreciate) (?:your|these|those|any"
    r"|such|this|more|to (?:get|receive|see)) (?:\w+ ){0,2}(?:e-?mails?|mails?|messages?|spam|newsletters?"
    r"|outreach)",
    r"^(?:stop|remove|unsubscribe|abmelden|abmeldung|stopp)(?: (?!by|in|over|at|what|whatever|there)\w+)?\W*$",
    r"\b(?:be|get|been|being) (?:removed|deleted|taken off|unsubscribed|excluded)\b|\bremoval from\b",
    r"\b(?:stop|quit|cease|discontinue|halt|refrain from|desist from|knock off)(?: (?:all|any|the|with"
    r"|with the|please))* (?:e-?mail|mailing|send|sending|contact|writ|spam|messag|bother|pester|harass"
    r"|reaching|market|solicit|cold|your |these |those |communicat|correspond|annoy|calling|texting|follow)\w*",
    r"^(?:please |just |pls |kindly |now |ok |okay |and )*(?:stop|quit|enough|desist|cease)(?: (?:it|this|that"
    r"|now|already|please|immediately|it now|doing this|the mails?|the emails?|right now))*\W*$"
    r"|\bplease stop\b\W*$|\bstop (?:this|it)\b",
    r"^(?:please |just |pls |kindly )*(?:remove|opt[- ]?out|opt me out|delete|no more|leave me alone|go away"
    r"|get lost|end|cancel)(?: (?:please|now|thanks|thank you|immediately))*\W*$",
    r"\b(?:do ?n'?t|do not|never|not to|please not|nor)(?: (?:you|ever|please|even|bother to"
    r"|try to))* (?:e-?mail|contact|write|message|send|mail|solicit|approach|bother|spam|pester|disturb"
    r"|reach out|follow up|call)\b(?: (?:to|with))?(?: (?:me|us|here|this \w+|my \w+|our \w+|any ?one"
    r"|any ?body|anything|any|again|further|more|unsolicited|out to \w+|at this \w+))+(?! (?:before|until|till"
    r"|on (?:mon|tue|wed|thu|fri)|at (?:\d|noon)|by phone|yet|during|this week|today))",
    r"\bdo ?n[o']?t write again|\bnever (?:write|contact|e-?mail|call|message) (?:to )?(?:me|us|again|here"
    r"|this)|\bno longer (?:e-?mail|contact|write|send|message)|\bdon'?t ever\b.{0,20}(?:contact|write|e-?mail"
    r"|send)",
    r"\bno (?:more|further|additional|future|other) (?:of (?:this|these|your)|(?:\w+ )?(?:e-?mails?|mails?"
    r"|messages?|contact|communications?|correspondence|follow-?ups?|solicitations?|spam|marketing|sales"
    r"|mailings?|letters?|notes?))",
    r"\b(?:do ?n'?t|do not|no longer|not|never|wouldn'?t|would not) (?:wish|want|like|care|need|desire|intend"
    r"|expect)(?: to)? (?:(?:be|receive|get|hear|see|read|have)\b.{0,40}(?:\bfrom you|e-?mail|mail|messages?"
    r"|contacted|marketing|sales|correspondence|communication|any ?more|again|offers|solicit\w*|of (?:this"
    r"|these|your))|any (?:more |further )?(?:of )?(?:this|these|your|e-?mails?|mails?|messages?|contact)\b"
    r"|(?:more|further) (?:of )?(?:these|your|e-?mails?|mails?|messages?))",
    r"\b(?:rather|prefer|choose|asked?)(?: you)? not (?:to )?(?:be contacted|hear|receive|get (?:mail|e-?mail"
    r"|these)|contact|write|e-?mail)|\bnot interested in (?:receiving|getting|hearing|any (?:more"
    r"|further) (?:mail|e-?mail))",
    r"\bopt(?:ed|ing|s)?[- ]?(?:me |us |my \w+ |this \w+ )?out\b|\bdo[- ]not[- ](?:contact|mail|call"
    r"|e-?mail)[- ]list|\bblack-?list (?:me|us|this)",
    r"\b(?:do not|don'?t|did not|didn'?t|never|have not|haven'?t)(?: have| had| give| gave| given| any| my"
    r"| our| the| you)* (?:permission|consent(?:ed)?)\b|\bwithdraw (?:my|our|any) consent"
    r"|\bobject to (?:the )?(?:processing|use of my|direct marketing|receiving)",
    r"\bnever (?:signed up|subscribed|asked for (?:this|these|it|your)|requested (?:this|these|any|your)"
    r"|opted in|gave you)|\bdid(?: not|n'?t) (?:sign up|subscribe|ask for (?:this|these|your)|opt in"
    r"|request (?:this|these|any|your))",
    r"\bleave (?:me|us|our \w+|this \w+)(?: the \w+)? (?:alone|off|out)|\b(?:leave|leaving|keep|keeping) (?:me"
    r"|us) (?:off|out of)|\bgo away\b|\bget lost\b|\bf[u*]ck off|\bpiss off|\bbugger off|\blose my \w+"
    r"|\bcease and desist|\bcease all\b|\bcease (?:contact|commun)",
    r"\b(?:do|does|can|will)(?: not|n'?t) accept (?:\w+ ){0,2}(?:sales|solicit|unsolicited|marketing|cold"
    r"|vendor|advert)\w*|\bno (?:solicit\w*|cold (?:e-?mails?|mails?|calls?)|unsolicited)\b"
    r"|\bunsolicited (?:e-?mails?|mails?|messages?).{0,30}(?:not|un)welcome",
)  # fmt: skip
_OTHER_TONGUES = (
    # German
    r"\babmeld\w*|\babzumelden|\bmelden sie (?:mich|uns) .{0,20}ab\b|\baustragen\b|\bauszutragen"
    r"|\btragen sie (?:mich|uns) .{0,30}aus\b|\babbestell\w*|\b(?:aus|von) (?:dem|der|ihrem|ihrer|eurem|eurer"
    r"|ihren|deinem|deiner|allen) (?:\w+ )?(?:\w*verteiler|\w*liste|newsletter|datenbank|kartei)\b"
    r"|\b\w*verteiler\b.{0,30}(?:streich|nehm|losch|entfern)\w*",
    r"\bkeine? (?:weiteren? |zusatzlichen? |derartigen? |solchen? |mehr )?(?:werbe\w*|werbung|e-?mails?|mails?"
    r"|nachrichten|anfragen mehr|newsletter|zusendung\w*|kontaktaufnahme\w*|angebote mehr|spam|post mehr)\b"
    r"|\bnicht (?:mehr|wieder|langer|weiter|nochmal|nochmals|erneut) .{0,20}(?:kontaktier|schreib|anschreib"
    r"|angeschrieb|belastig|anmail|mailen|senden|schick|melden)\w*",
    r"\b(?:schreiben|kontaktieren|mailen|belastigen|senden|schicken) sie (?:mir|uns|mich)\b.{0,20}(?:nicht|nie"
    r"|keine)\b|\blosch(?:en|t|e) (?:sie )?(?:bitte )?(?:meine|unsere|mich|uns|diese|alle)|\b(?:meine|unsere"
    r"|diese)\b.{0,30}(?:losch|entfern|streich)\w*|\bhor(?:en|t)? (?:sie )?(?:bitte )?auf\b|\bunterlassen sie"
    r"|\blassen sie (?:mich|uns) in ruhe|\bverschonen sie|\bwiderspreche\b|\bwiderspruch gegen"
    r"|\bkein(?:en)? kontakt mehr|\bentfernen sie (?:mich|uns|bitte|meine|unsere)|\bstreichen sie (?:mich|uns"
    r"|bitte|meine)",
    # French
    r"\bdesabonn\w*|\bdesinscri\w*|\b(?:retire[rz]?|supprime[rz]?|enleve[rz]?|efface[rz]?|raye[rz]?"
    r"|ote[rz]?)\b.{0,50}(?:liste|base|adresse|fichier|donnees|contacts|coordonnees|envois)|\b(?:retirez"
    r"|supprimez|enlevez|effacez)-?(?: |-)(?:moi|nous)\b",
    r"\bne (?:me |nous |m'|plus |souhait\w* |veux |voulons |desire\w* )?(?:me |nous |m'|plus "
    r"|souhait\w* )?(?:contact|ecri|envo|sollicit|recev|derang|recontact|importun"
    r"|etre contact)\w*(?:.{0,30}\b(?:plus|pas|jamais)\b)?|\b(?:arrete[rz]?|cesse[rz]?|stoppe[rz]?)(?: "
    r"|-)(?:de |d'|vos|ces|tout|immediatement|svp|s'il|moi)|\bplus (?:de|aucun|recevoir"
    r"|jamais) .{0,25}(?:mails?|e-?mails?|courriels?|messages?|publicite|contact)|\blaissez[- ](?:moi"
    r"|nous) (?:tranquille|en paix)|\bplus me contacter|\bplus (?:etre|nous) (?:contact|sollicit)\w*",
    # Spanish
    r"\bd(?:ar|e|en|eme|enos|enme|arme|arnos|adme)\w* de (?:la )?baja|\bdar de baja|^baja\W*$|\bdesuscrib\w*"
    r"|\bdesinscrib\w*|\bcancelar (?:la |mi )?suscripcion|\b(?:elimin|borr|quit|sac|retir|suprim"
    r"|remuev)\w*\b.{0,40}(?:lista|base de datos|mis datos|mi correo|mi direccion|nuestros? |contactos|envios)"
    r"|\b(?:eliminen?me|borren?me|quiten?me|saquen?me|quitame|sacame|eliminame|borrame)\b",
    r"\bno (?:me |nos |quiero |queremos |deseo |deseamos |vuelvan? a |vuelva a |volver a |le autorizo "
    r"|deben? )(?:\w+ ){0,2}(?:escrib|envi|contact|recib|mand|molest|llam|moleste)\w*|\bdejen? de (?:escribir"
    r"|enviar|mandar|molestar|contactar|llamar)\w*|\bno mas (?:correos?|mensajes?|mails?|e-?mails?|publicidad"
    r"|spam)|\bno escriban? mas",
    # Italian
    r"\bcancell(?:atemi|ateci|ami|arci|armi|are il mio|ate il mio|i il mio|are la mia)\w*|\bdisiscri\w*"
    r"|\bdisattiv\w* .{0,20}iscrizione|\b(?:rimuov|togli|toglie|elimin|cancell)\w*\b.{0,40}(?:lista|elenco"
    r"|indirizzo|miei dati|mailing|contatti|database|rubrica|newsletter)|\b(?:rimuovetemi|rimuoveteci"
    r"|toglietemi|toglieteci|eliminatemi|toglimi|rimuovimi|rimuovermi|togliermi)\b",
    r"\bnon (?:voglio|desidero|vogliamo|desideriamo|intendo|gradisco|gradiamo) (?:piu )?(?:\w+ ){0,2}(?:ricev"
    r"|essere contatt)\w*|\bnon (?:mi |ci )?(?:scriv|contatt|invi|mand|disturb)\w*(?: \w+){0,4} piu\b"
    r"|\bnon (?:scrivetemi|contattatemi|inviatemi|mandatemi|scrivermi|contattarmi|contattateci|scriveteci)"
    r"|\bsmett\w* di (?:\w+ )?(?:scriv|invi|mand|contatt|disturb)\w*|\bbasta (?:con |e-?mail|mail|messaggi)",
    # Portuguese
    r"\b(?:remov|retir|exclu|tir|elimin|apag)\w*(?:-me|-nos)?\b.{0,40}(?:\blista|base de dados|cadastro"
    r"|meus dados|meu e-?mail|meu contato|contatos|mailing)|\b(?:remova|retire|exclua|tire|remover|retirem"
    r"|removam)-?(?: |-)?(?:me|nos)\b|\bdescadastr\w*|\bcancelar (?:a |minha )?(?:inscricao|subscricao"
    r"|assinatura)",
    r"\bnao (?:me |nos |quero |queremos |desejo |desejamos |pretendo |voltem? a |volte a "
    r"|gostaria de )(?:\w+ ){0,2}(?:envi|escrev|contact|contat|receb|mand|ligu|incomod)\w*|\bnao (?:envi"
    r"|escrev|contact|contat|mand)\w* mais|\bpar(?:e|em|ar) de (?:me |nos )?(?:envi|escrev|mand|contat|contact"
    r"|incomod)\w*|\bdeix(?:e|em) de (?:me |nos )?(?:envi|escrev|contact)\w*",
    # Dutch
    r"\buitschrijv\w*|\buit te schrijven|\bschrijf (?:mij|me|ons)\b.{0,20}\buit\b|\bafmeld\w*|\baf te melden"
    r"|\bmeld (?:mij|me|ons)\b.{0,20}\baf\b|\b(?:van|uit|van al) (?:de|uw|je|jullie"
    r"|deze) (?:\w+ )?(?:\w*lijst\w*|mailinglist|mailing|bestand|database|nieuwsbrief)\b.{0,20}(?:af|halen"
    r"|verwijder\w*|uit)?|\bgeen (?:verdere |nieuwe |van deze )?(?:\w+ )?(?:e-?mails?|mails?|mailtjes"
    r"|berichten|reclame|contact)\b.{0,30}\b(?:meer|ontvangen|sturen)\b|\b(?:stop|stoppen|hou|houd"
    r"|ophouden) (?:op )?met (?:mij |me |ons )?(?:mailen|sturen|schrijven|het|benaderen|contacteren|spammen)"
    r"|\bniet (?:meer|langer) (?:te )?(?:mailen|contacteren|benaderen|schrijven|sturen|lastig|contact)\w*"
    r"|\bverwijder (?:mij|me|ons|mijn|onze|dit)|\b(?:mail|benader|contacteer|schrijf|stuur) (?:mij|me"
    r"|ons)\b.{0,25}\b(?:niet|geen)\b|\blaat (?:me|mij|ons) met rust",
    # Nordic, Polish, Czech, Turkish, Finnish, Hungarian, Romanian, Russian, Chinese, Japanese (folded: no dakuten)
    r"\bta bort (?:mig|oss|min|var)\b|\bavregistrera|\bavprenumerera|\bsluta (?:mejla|maila|skicka|kontakta"
    r"|skriva|hora av)|\binga fler (?:mejl|mail|utskick)|\bfjern (?:mig|os|meg|oss|min)\b|\b(?:af|av)meld\w*"
    r"|\bmeld meg av|\bstopp? med (?:at|a) (?:skriv|send|mail|kontakt)\w*|\bingen flere (?:mails?|e-?poster)",
    r"\b(?:prosze )?(?:o )?(?:usun|usuniecie|usuncie|wypisz|wypisanie|wypiszcie)\w*|\bnie (?:zycz"
    r"|chc)\w+ .{0,25}(?:wiadomosc|maili|otrzymyw)\w*|\bprosze nie (?:pisac|wysylac|kontaktowac)|\bodhlas\w*"
    r"|\bvymaz\w+ m|\bneposilej\w*|\bnepis\w+ m|\bnekontaktuj\w*|\blisteden (?:cikar|sil)\w*|\babonelikten"
    r"|\bmail atmayin|\bpoista(?:kaa)? (?:minut|meidat|yhteystie)|\bpoistakaa\b|\blopettakaa|\bleiratkoz\w*"
    r"|\btorolj\w+|\bne irjon|\bdezabon\w*|\bstergeti-ma|\bнужно отпис|\bотпи(?:ш|с)\w+|\bудалите|\bуберите"
    r"|\bне (?:пишите|присылаите|шлите|беспокоите)|退订|取消订阅|不要再|别再"
    r"|配信停止|送らない|送信しない|登録解除",
)  # fmt: skip
_OPT_OUT = re.compile("|".join((*_OPT_OUTS, *_OTHER_TONGUES)))
# Looser nets: what they catch is suppressed too, and a person is asked whether it was meant so.
_MAYBE_OUT = re.compile(
    r"\b(?:delete|remove|erase|scrub|purge) (?:it|them|this|that|everything|all)\b|\bmake (?:it|them"
    r"|this) stop\b|\bstop\b.{0,20}(?:please|now|already|immediately)\W*$|\b(?:delete|erase|remove|removal of"
    r"|deletion of|erasure of)\b.{0,30}\b(?:data|details|address|records?|information|account|me|us)\b"
    r"|\bright to (?:erasure|object|be forgotten)|\barticle (?:17|21)\b|\bno (?:solicitation|marketing"
    r"|advertis\w+)|\b(?:off|from) (?:the|your|that) list\b|\benough (?:already|of this)|\bwe do not (?:want"
    r"|wish|need) (?:this|these|your)\b|\bkeep (?:getting|receiving) (?:these|your)|\bhow many times\b"
    r"|\bthird (?:e-?mail|mail|message|time)\b"
    r"|\bloschung\b|\bentfernung (?:aus|meiner)|\babmeldung\b|\b(?:solicit\w+|pid\w+|rueg\w+|por favor|quiero"
    r"|tramit\w+) .{0,20}\bbaja\b|\b(?:essere|venire) (?:rimoss|cancellat|eliminat)\w|\b(?:rimozione"
    r"|cancellazione|disiscrizione)\b|\b(?:remocao|exclusao|descadastramento)\b|\b(?:suppression"
    r"|radiation) (?:de|du)|\b(?:desinscription|desabonnement)\b|\b(?:wens|wensen|wil|willen"
    r"|hoef) (?:\w+ )?geen (?:reclame|mails?|e-?mails?|berichten)|\bverwijder\w*\b|\bno (?:autorizo|consiento)"
    r"|\bnao autorizo|\bkeine einwilligung|\bbasta\b\W*$|\bgenug\b\W*$|\bca suffit"
)  # fmt: skip
# "Don't remove me": the refusal of a refusal. These words are taken out before looking.
_NOT_MEANT = re.compile(
    r"\b(?:do ?n'?t|do not|never|please don'?t) stop\b(?: \w+){0,3}|\b(?:remove|take|delete|drop|strike|leave"
    r"|taking) (?:out )?(?:the|that|those) (?:\w+ ){0,2}(?:option|item|price|point|product|line|column|row"
    r"|clause|fee|second|first|third|tax)s?\b(?: \w+){0,2}(?: (?:from|off|out of) (?:the|your|our"
    r"|this) (?:\w+ )?list)?|"
    r"\b(?:do ?n'?t|do not|did ?n'?t|no need to|not|please don'?t|never|without|don'?t worry about"
    r"|no need for)(?: \w+){0,3} (?:unsu\w+|remov\w+|tak(?:e|ing) (?:me|us) off|opt(?:ing)?[- ]?out"
    r"|delet\w+)(?: (?:me|us|my \w+))?(?: (?:from|off) (?:your|the|this) (?:\w+ )?list)?"
    r"|\b(?:nicht|kein\w*) (?:abmelden|austragen)|\bpas (?:me )?desabonner"
)  # fmt: skip
# A footer that tells how to leave a list is no wish to leave it.
_FOOTER = re.compile(
    r"^(?:\W*)(?:to|you (?:can|may)|if you|click|um sich|pour vous|para (?:darse|cancelar)"
    r"|per cancellar)\b.{0,120}(?:click|here|link|below|reply|bottom|visit|hier|ici|aqui|qui\b)"
    r"|\bunsubscribe (?:here|link|at the bottom|at any time|from (?:our|this) newsletter|\|)|\b(?:click"
    r"|tap) (?:here|below|the link)|reply .{0,20}[\"'](?:stop|unsubscribe|no thanks|remove)[\"']"
    r"|update (?:your )?(?:subscription )?preferences"
    r"|\bif (?:i|we) (?:wanted|had wanted)"
)  # fmt: skip
_THREAT = re.compile(
    r"\breport(?:ed|ing)?(?: \w+)? (?:you|this|it|your|to the|abuse|as)\b|\b(?:mark|flag)(?:ed|ing)? (?:you"
    r"|this|it|your \w+|as|these|them)\b.{0,25}\bspam|\bas spam\b|\b(?:illegal|unlawful|in violation|violates?"
    r"|violation|violating|breach of (?:the )?(?:gdpr|law|privacy))\b|\b(?:lawyers?|attorneys?|solicitors?"
    r"|legal (?:team|department|counsel))\b.{0,40}(?:touch|hear|contact|inform|action|sue|know|involve)"
    r"|\bhear from (?:my|our) (?:lawyer|attorney|solicitor|legal)|\blegal (?:action|steps|consequences"
    r"|proceedings)|\bsue you|\bdata protection (?:authority|agency|commission\w*|regulator|office)|\bftc\b"
    r"|\bcan-?spam\b|\b(?:file|filing|filed|lodge|lodging|make|submit|raise)\w* (?:a |an |the |my |formal "
    r"|official )*complaint|\bharass\w*|\b(?:forward|send|sent|pass|refer"
    r"|submitt)\w*\b.{0,40}\b(?:legal (?:team|department|counsel)|our (?:lawyers?|attorneys?|solicitors?))"
    r"|\babuse (?:report|desk|complaint)"
    r"|\bstrafanzeige|\banzeige (?:erstatt|wegen)|\brechtswidrig|\babmahn\w*|\banwalt\b|\bdatenschutzbehorde"
    r"|\bbeschwerde\b|\bbelastigung|\bwettbewerbszentrale|\bporter plainte|\bplainte\b|\bcnil\b|\bmon avocat"
    r"|\bharcelement|\bc'est illegal|\bdenunci\w+|\b(?:mi|nuestro) abogado|\bes ilegal|\bacoso\b|\bavvocato"
    r"|\bgarante\b|\be illegale|\badvogado|\be ilegal|\bprocon\b|\baangifte|\bklacht (?:in|bij|tegen)"
    r"|\badvocaat|\bdit is illegaal"
)  # fmt: skip
_ACCUSED = re.compile(r"\bscam(?:mer|mers|ming)?\b|\bspam(?:mer|mers|ming)?\b|\bjunk mail\b|\bunsolicited\b")
_WHOLE_FIRM = re.compile(
    r"\b(?:any ?one|any ?body|everyone|everybody|nobody|no one|all of us|colleagues|staff|employees"
    r"|team)\b.{0,40}\b(?:at|in|from|of)?\b.{0,20}(?:our|this|my|here|company|firm|office|organi[sz]ation"
    r"|practice|hospital)?|\b(?:our|the|whole|entire|this) (?:whole |entire )?(?:company|firm|organi[sz]ation"
    r"|domain|business|hospital|practice|group)\b|\ball (?:of )?(?:us|our)\b|\bfor all of us\b"
    r"|\bunsere[rn]? (?:firma|unternehmen|ganze)|\balle (?:kollegen|mitarbeiter|adressen)|\btoute (?:notre"
    r"|l'entreprise|la societe)|\btoda (?:nuestra |la )?empresa|\btutta l'azienda|\btoda a empresa"
    r"|\bhele bedrijf"
)  # fmt: skip


def find_opt_outs(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that ask for no more mail."""
    return tuple(one for one in sentences if is_opt_out(one.low))


def find_doubtful_opt_outs(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences that may ask for no more mail."""
    return tuple(
        one
        for one in sentences
        if not one.is_question and not _FOOTER.search(one.low) and _MAYBE_OUT.search(_NOT_MEANT.sub(" ", one.low))
    )


def is_opt_out(low: str) -> bool:
    said = _NOT_MEANT.sub(" ", low)
    return bool(_OPT_OUT.search(said)) and not _FOOTER.search(said)


def find_threats(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that complain about us to somebody, or threaten to."""
    return tuple(one for one in sentences if _THREAT.search(one.low))


def find_accusations(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that call the mail spam."""
    return tuple(one for one in sentences if _ACCUSED.search(one.low) and not one.is_question)


def speaks_for_firm(sentences: Sequence[Sentence]) -> bool:
    """Whether the refusal is meant for everybody at the firm."""
    return any(is_opt_out(one.low) and _WHOLE_FIRM.search(one.low) for one in sentences) or any(
        "goes for my colleagues" in one.low or "goes for all of us" in one.low for one in sentences
    )
