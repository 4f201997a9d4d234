"""The words practice firms are named with: evocative ones by mood, landmarks, regional words by state and city."""

EVOCATIVE: dict[str, tuple[str, ...]] = {
    "care": tuple(
        "Evergreen,Harmony,Beacon,Compass,Bridgewell,Good Neighbor,Clearwater,New Horizon,Gentle Hands,Sunrise,Caring Path,"
        "Lantern,Northstar,Wellspring,Kindred Oak,Golden Meadow,Morningside,Brightside,Cornerstone,True North".split(",")
    ),
    "food": tuple(
        "Copper Kettle,Blue Plate,Wild Fennel,Salt & Ember,Three Sparrows,Iron Skillet,Corner Table,Red Wagon,Juniper,"
        "Black Walnut,Golden Ladle,Smoke & Barrel,Paper Lantern,Honey Fork,Olive Branch,Old Mill,Sixpenny,Lucky Heron,"
        "Brass Rail,Tin Roof,Marigold,Sunday Supper".split(",")
    ),
    "grand": tuple(
        "Grand Terrace,Lamplighter,Gaslight,Belvedere,Regent,Marquette,Monarch,Wexford,Cavalier,Kensington,Stratford,"
        "Carlisle,Windermere,Ambassador,Sterling,Alder House,Halcyon,Meridian".split(",")
    ),
    "nature": tuple(
        "Blue Heron,Red Fox,Whispering Pines,Wild Clover,Stone Creek,Hawk Ridge,Birchwood,Silver Maple,Cedar Hollow,"
        "Meadowlark,Timberline,Foxglove,Rolling Hills,Acorn,Four Winds,Green Valley,Copper Beech,Long Meadow".split(",")
    ),
    "office": tuple(
        "Cornerstone,Harborlight,Summit,Keystone,Crestview,Stonebridge,Pinnacle,Granite,Anchor,Milestone,Bridgepoint,"
        "Fieldstone,Copperfield,Northwind,Oakmont,Landmark,Wayfinder,Plumb Line".split(",")
    ),
    "retail": tuple(
        "Main Street,Penny Lane,Bright & Co.,Red Door,Corner Post,Town & Country,Blue Awning,Cobblestone,Bellwether,"
        "Good Measure,Old Orchard,Market Square,Clover & Finch,Twin Lanterns,Sunny Side,Windmill".split(",")
    ),
    "soft": tuple(
        "Wildflower,Paper Crane,Lavender & Sage,Bluebird,Hummingbird,Willow & Wren,Little Acorns,Moonlight,Ivory Lane,"
        "Silver Thread,Juniper & Rose,Open Door,Kindling,Magnolia,Lotus,Velvet Fern,Storybook,Swan Street".split(",")
    ),
    "tech": tuple(
        "Brightloop,Ironport,Quiet River,Northbeam,Vector,Tidewater,Redshift,Blue Relay,Signal Hill,Glasswing,Parallel,"
        "Switchback,Lodestar,Firefly,Open Harbor,Kiteline,Lattice,Granite Peak".split(",")
    ),
    "trade": tuple(
        "Precision,Ironbridge,Keystone,Apex,Reliable,All Seasons,Blue Ridge,Redline,Straight Edge,Square Deal,Iron Horse,"
        "Anvil,Steadfast,Crown,Guardian,Champion,Top Notch,Hometown,Liberty,Titan".split(",")
    ),
}

COINED_HEADS = tuple("Nex,Vero,Lumi,Cora,Alti,Tera,Syn,Quanti,Meri,Ova,Zeno,Fluo,Opti,Kine,Arbo,Delt,Pyra,Sola,Hexa,Nuvo".split(","))
COINED_ENDS = tuple("dyne,metrix,via,path,core,nova,grid,line,wave,span,tek,logic,forge,lane,point,stra,mark,quest,field".split(","))

SAINTS = tuple(
    "St. Agnes,St. Brendan's,St. Catherine's,St. Hilda's,St. Columba's,Good Shepherd,St. Monica's,St. Florian's,St. Isidore's,Trinity,"
    "St. Raphael's,Our Lady of Hope,St. Ambrose,Bethany,St. Clare's,Emmanuel,St. Martin's,St. Cecilia's".split(",")
)

# Fit any American town.
LANDMARKS = tuple(
    "Elmwood,Northgate,Westfield,Fairview,Oak Hill,Mill Creek,Highland,Maple Avenue,Union Square,Parkside,Riverside,"
    "Linden,Southside,Chestnut Hill,Eastgate,Washington Park,Franklin,Lincoln Square,Ridgeview,Meadowbrook,Courthouse,"
    "Cherry Street,Liberty Street,Depot Street,Kingsbury,Brookside,Locust Grove,West End,Old Town,Garfield".split(",")
)

STATE_WORDS: dict[str, tuple[str, ...]] = {
    key: tuple(words.split(","))
    for key, words in {
        "AK": "Denali,Aurora,Glacier,Chugach", "AL": "Camellia,Black Warrior,Heart of Dixie,Talladega",
        "AR": "Ozark,Natural State,Ouachita", "AZ": "Saguaro,Sonoran,Copper State,Palo Verde,Ocotillo",
        "CA": "Golden State,Pacific,Sierra,Redwood,Mission,El Camino", "CO": "Front Range,Columbine,Aspen Grove,Rocky Mountain",
        "CT": "Charter Oak,Nutmeg,Constitution", "DC": "Potomac,Capitol,Anacostia", "DE": "Brandywine,Blue Hen,First State",
        "FL": "Sunshine,Palmetto,Gulf Stream,Coral,Everglade,Royal Palm", "GA": "Peachtree,Magnolia,Chattahoochee,Dogwood",
        "HI": "Aloha,Plumeria,Leeward,Koa", "IA": "Hawkeye,Prairie,Cornbelt,Heartland", "ID": "Gem State,Sawtooth,Snake River",
        "IL": "Prairie State,Lakeshore,Blackhawk,Land of Lincoln", "IN": "Hoosier,Wabash,Crossroads,Cardinal",
        "KS": "Sunflower,Flint Hills,Prairie Wind", "KY": "Bluegrass,Derby,Cumberland", "LA": "Bayou,Pelican,Crescent,Magnolia",
        "MA": "Bay State,Minuteman,Pilgrim,Commonwealth", "MD": "Chesapeake,Old Line,Patapsco", "ME": "Pine Tree,Casco,Downeast",
        "MI": "Great Lakes,Wolverine,Huron,Mackinac", "MN": "North Star,Loon Lake,Gopher,Twin Pines", "MO": "Gateway,Ozark,Show-Me",
        "MS": "Magnolia,Delta,Natchez", "MT": "Big Sky,Bitterroot,Treasure State", "NC": "Tar Heel,Piedmont,Blue Ridge,Longleaf",
        "ND": "Red River,Badlands,Prairie Rose", "NE": "Platte,Cornhusker,Sandhills", "NH": "Granite State,White Mountain",
        "NJ": "Garden State,Pinelands,Raritan", "NM": "Zia,Turquoise,Sandia,Enchantment", "NV": "Silver State,Sagebrush,Sierra",
        "NY": "Empire,Hudson,Iroquois,Excelsior", "OH": "Buckeye,Western Reserve,Cuyahoga", "OK": "Sooner,Redbud,Cimarron",
        "OR": "Cascade,Beaver State,Willamette,Mount Hood", "PA": "Keystone,Susquehanna,Allegheny,Quaker",
        "RI": "Narragansett,Ocean State", "SC": "Palmetto,Lowcountry,Carolina", "SD": "Black Hills,Dakota,Coyote",
        "TN": "Volunteer,Smoky Mountain,Cumberland", "TX": "Lone Star,Bluebonnet,Brazos,Mesquite,Alamo,Live Oak",
        "UT": "Wasatch,Beehive,Red Rock", "VA": "Old Dominion,Blue Ridge,Tidewater,Shenandoah", "VT": "Green Mountain,Champlain",
        "WA": "Evergreen,Puget,Rainier,Cascade", "WI": "Badger,Northwoods,Dairyland", "WV": "Mountaineer,Kanawha",
        "WY": "Teton,Wind River,Big Horn",
    }.items()
}  # fmt: skip

# Words of single large cities, by "city, ST".
CITY_WORDS: dict[str, tuple[str, ...]] = {
    key: tuple(words.split(","))
    for key, words in {
        "Buffalo, NY": "Queen City,Niagara Frontier,Lake Erie,Delaware Park,Allentown,Canalside",
        "Rochester, NY": "Flower City,Genesee,Lake Ontario,Park Avenue", "Syracuse, NY": "Salt City,Onondaga,Tipperary Hill",
        "New York, NY": "Gotham,East River,Hudson Yards,Murray Hill", "Denver, CO": "Mile High,Cherry Creek,Platte River,Capitol Hill",
        "Chicago, IL": "Windy City,Lakeshore,Wicker Park,Loop", "Boston, MA": "Back Bay,Beacon Hill,Harbor,Fenway",
        "Philadelphia, PA": "Liberty Bell,Schuylkill,Penn,Rittenhouse", "Pittsburgh, PA": "Three Rivers,Steel City,Allegheny",
        "Cleveland, OH": "Forest City,Lakewood,Ohio City", "Columbus, OH": "German Village,Scioto,Short North",
        "Detroit, MI": "Motor City,Woodward,Corktown", "Seattle, WA": "Emerald City,Puget Sound,Ballard,Queen Anne",
        "Portland, OR": "Rose City,Willamette,Hawthorne", "San Francisco, CA": "Golden Gate,Bay,Sunset,Presidio",
        "Los Angeles, CA": "Angeleno,Wilshire,Echo Park,Palisade", "San Diego, CA": "Mission Bay,Balboa,Point Loma",
        "Phoenix, AZ": "Camelback,Valley,Papago", "Dallas, TX": "Trinity River,Bishop Arts,White Rock",
        "Houston, TX": "Bayou City,Space City,Montrose", "Austin, TX": "Barton Creek,Hill Country,Zilker",
        "San Antonio, TX": "River Walk,Mission,Alamo Heights", "Atlanta, GA": "Peachtree,Piedmont Park,Ponce",
        "Miami, FL": "Biscayne,Brickell,Coconut Grove", "Tampa, FL": "Bayshore,Ybor,Hillsborough",
        "Nashville, TN": "Music City,Cumberland,Belle Meade", "New Orleans, LA": "Crescent City,Bayou,Garden District",
        "Minneapolis, MN": "Mill City,Nokomis,Loring Park", "Milwaukee, WI": "Cream City,Third Ward,Lake Bluff",
        "St. Louis, MO": "Gateway,Soulard,Forest Park", "Kansas City, MO": "Fountain City,Westport,River Market",
        "Baltimore, MD": "Inner Harbor,Charm City,Fells Point", "Salt Lake City, UT": "Wasatch,Temple View,Sugar House",
        "Las Vegas, NV": "Silver State,Red Rock,Fremont", "Charlotte, NC": "Queen City,Uptown,Catawba",
    }.items()
}  # fmt: skip

STREETS = tuple(
    "Main Street,Elm Street,Maple Avenue,Washington Street,Park Avenue,Church Street,Oak Street,Lincoln Avenue,Mill Road,"
    "Franklin Street,Walnut Street,Cedar Lane,Highland Avenue,Union Street,Spring Street,Market Street,Jefferson Avenue,"
    "Pine Street,Broad Street,Commerce Drive,Industrial Parkway,College Avenue,River Road,Chestnut Street,Grant Street,"
    "Center Street,Ridge Road,Sheridan Drive,Transit Road,Front Street".split(",")
)

# One area code for each state; numbers 555-0100 to 555-0199 are kept free for fiction in all of them.
AREA_CODES: dict[str, int] = {
    "AK": 907, "AL": 205, "AR": 501, "AZ": 602, "CA": 213, "CO": 303, "CT": 203, "DC": 202, "DE": 302, "FL": 305,
    "GA": 404, "HI": 808, "IA": 515, "ID": 208, "IL": 312, "IN": 317, "KS": 316, "KY": 502, "LA": 504, "MA": 617,
    "MD": 410, "ME": 207, "MI": 313, "MN": 612, "MO": 314, "MS": 601, "MT": 406, "NC": 704, "ND": 701, "NE": 402,
    "NH": 603, "NJ": 201, "NM": 505, "NV": 702, "NY": 716, "OH": 216, "OK": 405, "OR": 503, "PA": 215, "RI": 401,
    "SC": 803, "SD": 605, "TN": 615, "TX": 214, "UT": 801, "VA": 703, "VT": 802, "WA": 206, "WI": 414, "WV": 304,
    "WY": 307, "PR": 787,
}  # fmt: skip
