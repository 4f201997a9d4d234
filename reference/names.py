"""Common given names and surnames: to tell a person's name from a word, and for the practice generator to draw from."""

from functools import cache

_GIVEN_NAMES_TEXT = """
    James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph
    Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Sandra Mark Margaret
    Donald Ashley Steven Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian
    Melissa George Deborah Timothy Stephanie Ronald Rebecca Jason Sharon Edward Laura Jeffrey Cynthia Ryan
    Dorothy Jacob Amy Gary Kathleen Nicholas Angela Eric Shirley Jonathan Emma Stephen Brenda Larry Pamela
    Justin Nicole Scott Anna Brandon Samantha Benjamin Katherine Samuel Christine Gregory Debra Alexander Rachel
    Patrick Carolyn Frank Janet Raymond Maria Jack Olivia Dennis Heather Jerry Helen Tyler Catherine Aaron Diane
    Jose Julie Adam Victoria Nathan Joyce Henry Lauren Zachary Kelly Douglas Christina Peter Ruth Kyle Joan Noah
    Virginia Ethan Judith Jeremy Evelyn Walter Hannah Christian Andrea Keith Megan Roger Cheryl Terry Jacqueline
    Austin Madison Sean Teresa Gerald Abigail Carl Sophia Dylan Martha Harold Sara Jordan Gloria Jesse Janice
    Bryan Kathryn Lawrence Ann Arthur Isabella Gabriel Judy Bruce Charlotte Logan Julia Billy Grace Joe Amber
    Alan Alice Juan Jean Elijah Denise Willie Frances Albert Danielle Wayne Marilyn Randy Natalie Mason Beverly
    Vincent Diana Liam Brittany Roy Theresa Bobby Kayla Caleb Alexis Bradley Doris Russell Lori Lucas Tiffany
    Oscar Priya Ananya Rahul Arjun Deepa Vikram Sanjay Meera Anil Kavita Ravi Sunita Wei Mei Li Jing Hiroshi
    Yuki Kenji Aiko Haruto Sakura Minh Linh Thanh Trang Jin Soo Hye Ahmed Fatima Omar Aisha Hassan Layla Yusuf
    Zainab Ibrahim Mariam Khalid Noor Carlos Sofia Luis Camila Miguel Valentina Diego Lucia Alejandro Gabriela
    Javier Elena Fernando Isabel Rafael Carmen Ricardo Paola Andres Ximena Mateo Rosa Pedro Ana Kwame Ama Kofi
    Abena Chidi Ngozi Emeka Amara Tunde Zola Thabo Lindiwe Giulia Marco Chiara Luca Francesca Matteo Hans Greta
    Klaus Ingrid Lars Astrid Sven Freya Nils Signe Pierre Claire Antoine Camille Louis Manon Jan Katarzyna Piotr
    Agnieszka Tomasz Magdalena Ivan Olga Dmitri Natasha Pavel Irina Nikolai Svetlana Viktor Anya Andrei Ioana
    Mihai Zoltan Eszter Niamh Siobhan Declan Aoife Cormac Maeve Rhys Carys Gareth Owen Isla Fiona Hamish Ewan
    Morag Alasdair Esther Miriam Levi Naomi Simon Hazel Violet Ivy Felix Theo Silas Ezra Micah Josephine
    Beatrice Harriet Florence Savannah Sydney Paris Dakota Phoenix Brooklyn Chelsea Lincoln Jackson Hudson Lucy
    Ellen Rose Tom Tim Bob Bill Jim Mike Dave Steve Chris Matt Dan Ben Sam Alex Kate Liz Sue Jen Meg Beth Tina
    Gina Nina Tara Dana Robin Leslie Dale Glenn Craig Todd Chad Derek Troy Curtis Marcus Darius Jamal Latoya
    Keisha Tyrone Monique Ebony Andre Reggie Denzel Imani Malik
"""
GIVEN_NAMES: tuple[str, ...] = tuple(_GIVEN_NAMES_TEXT.split())

_SURNAMES_TEXT = """
    Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson
    Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis
    Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera
    Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart
    Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim
    Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo
    Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler
    Henderson Barnes Gonzales Fisher Vasquez Simmons Romero Jordan Patterson Alexander Hamilton Graham Reynolds
    Griffin Wallace Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina Aguilar Stevens Murray Ford
    Castro Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Vargas Henry Chen Freeman
    Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw Snyder Mason Dixon
    Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Stone Salazar Fox Warren Mills Meyer Rice Schmidt
    Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins
    Arnold Pierce Hansen Peters Santos Hart Bradley Knight Elliott Cunningham Duncan Armstrong Hudson Carroll
    Lane Riley Andrews Alvarado Ray Delgado Berry Perkins Hoffman Johnston Matthews Pena Richards Contreras
    Willis Carpenter Lawrence Sandoval Guerrero George Chapman Rios Estrada Ortega Watkins Greene Nunez Wheeler
    Valdez Harper Burke Larson Santiago Maldonado Morrison Franklin Carlson Austin Dominguez Carr Lawson Jacobs
    Obrien Lynch Singh Vega Bishop Montgomery Oliver Jensen Harvey Williamson Gilbert Dean Sims Espinoza Howell
    Li Wong Reid Hanson Le McCoy Garrett Burton Fuller Wang Weber Welch Rojas Lucas Marquez Fields Park Yang
    Little Banks Padilla Day Walsh Bowman Schultz Luna Fowler Mejia Kowalski Nowak Wisniewski Kaminski
    Lewandowski Zielinski Szymanski Dvorak Novak Svoboda Horvath Kovacs Nagy Toth Popescu Ionescu Petrov Ivanov
    Volkov Sokolov Kuznetsov Bergstrom Lindqvist Nilsson Eriksson Johansson Haugen Larsen Nygaard Virtanen
    Korhonen Moreau Lefebvre Dubois Girard Fontaine Rousseau Mercier Becker Schneider Fischer Zimmerman Krause
    Vogel Keller Richter Rossi Bianchi Romano Colombo Ricci Marino Greco Okafor Adeyemi Mensah Owusu Boateng
    Diallo Traore Nkosi Dlamini Khan Hussain Rahman Chowdhury Iqbal Sharma Gupta Mehta Desai Reddy Iyer Nair
    Banerjee Tanaka Suzuki Takahashi Watanabe Yamamoto Nakamura Kobayashi Sato Choi Jung Kang Yoon Pham Hoang
    Huynh Vu Zhang Liu Huang Zhao Zhou Haddad Khoury Mansour Nasser Farah Cohen Levy Friedman Goldberg Katz
    Shapiro Rosen Gallagher Doyle Byrne Kavanagh Brennan Flanagan MacLeod Fraser Sinclair Cameron Lennox
"""
SURNAMES: tuple[str, ...] = tuple(_SURNAMES_TEXT.split())


def is_given_name(word: str) -> bool:
    """Whether the word, in any case, is a common given name."""
    return word.casefold() in _folded()


@cache
def _folded() -> frozenset[str]:
    return frozenset(name.casefold() for name in GIVEN_NAMES)
