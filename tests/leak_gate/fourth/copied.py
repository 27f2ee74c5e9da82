"""A place copied from a chat, a form, a spreadsheet, a label, an invoice or a machine."""

import json
import random
from urllib.parse import quote, quote_plus

from tests.leak_gate.fourth.places import HOUSES, PARTS
from tests.leak_gate.fourth.voices import Kind, dealt, one_of

NAMES = ["Rini", "Bu Wulan", "Sari P.", "Mbak Tuti", "Dewi K.", "Yohana", "Ibu Lastri", "Nur A."]
COURIERS = ["JNE", "J&T", "SiCepat", "AnterAja", "Pos Indonesia"]
BUYS = ["galon 2 bh", "popok M 1 pak", "tabung gas 3 kg", "kasur lipat 2", "token listrik 50.000", "nasi kotak 12"]

STREETS = {
    "soemarkidjo": ("letkol soemarkidjo", "yg 36"),
    "kencur": ("gg sumur kencur", "9b"),
    "wanasekar": ("bumi wanasekar", "f7 no 31"),
    "tembikar": ("rusun kali tembikar", "tower 3, 1409"),
    "sirap": ("tegal sirap timur vi", "118 ya"),
    "biola": ("ketapang biola", "no 72"),
}


def clock(draw: random.Random) -> str:
    """A time of day as phones write it."""
    return f"{draw.randint(6, 22):02}.{draw.randint(0, 58):02}"


def chat(draw: random.Random) -> str:
    """Messages copied from a chat, the street in one, the door in a later one."""
    street, door = dealt(draw, list(STREETS.values()))
    one, two = draw.sample(NAMES, 2)
    hour, minute = draw.randint(6, 22), draw.randint(0, 50)
    day = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}"
    between = draw.choice(["ok", "sebelah mana?", "bentar lg nyetir", "anak2 gmn?", "oke, nomornya?"])
    layout = dealt(draw, ["[{d} {t}] {n}: {m}", "{n} ({t}): {m}", "{t} - {n}: {m}", "{n}: {m}"])
    lines = [(one, draw.choice(["turun di ", "alamatnya ", "cari ", "masuk "]) + street), (two, between), (one, door)]
    return "\n".join(
        layout.format(d=day, t=f"{hour:02}.{minute + 2 * at:02}", n=name, m=message)
        for at, (name, message) in enumerate(lines)
    )


def form(draw: random.Random) -> str:
    """The fields of a form, in an order and with labels of their own."""
    key = dealt(draw, list(PARTS))
    street, door = PARTS[key]
    house = HOUSES[key]
    fields = [
        (draw.choice(["Nama jalan", "Jalan/gang", "Alamat 1", "Jln"]), street),
        (draw.choice(["No. rumah", "Nomor", "Alamat 2", "Blok/No"]), door),
        (draw.choice(["Kelurahan", "Desa/kel."]), house["kelurahan"]),
        (draw.choice(["Nama", "Inisial klien"]), draw.choice(["-", "S.", "Mrs. X", "(dirahasiakan)"])),
        ("Lama tinggal", f"{draw.randint(2, 30)} hari"),
    ]
    draw.shuffle(fields)
    joint = dealt(draw, ["\n", "; ", " | ", "\n\n"])
    return joint.join(f"{label}{draw.choice([': ', ' = ', ' : '])}{value}" for label, value in fields)


def spreadsheet(draw: random.Random) -> str:
    """A row or two of a spreadsheet."""
    key = dealt(draw, list(PARTS))
    street, door = PARTS[key]
    house = HOUSES[key]
    row = [
        str(draw.randint(1, 40)),
        draw.choice(["dewasa", "ibu+2 anak", "ibu+bayi", "remaja"]),
        street,
        door,
        draw.choice([house["kelurahan"], house["kecamatan"], house["postcode"]]),
        draw.choice(["terisi", "penuh", "kosong 1", "OK"]),
    ]
    between = dealt(draw, ["\t", ";", ",", " | ", '","'])
    quote_mark = '"' if between == '","' else ""
    head = ["no", "isi", "jalan", "nomor", "wilayah", "status"]
    rows = draw.choice([[row], [head, row]])
    return "\n".join(f"{quote_mark}{between.join(cells)}{quote_mark}" for cells in rows)


def label(draw: random.Random) -> str:
    """The label of a parcel, the lines of an invoice, or the receipt of a ride."""
    key = dealt(draw, list(PARTS))
    street, door = PARTS[key]
    house = HOUSES[key]
    name, courier, buys = draw.choice(NAMES), draw.choice(COURIERS), draw.choice(BUYS)
    number = draw.randint(100000, 999999)
    total = draw.randint(12, 480) * 1000
    return one_of(
        draw,
        [
            f"{courier} RESI {number}\nKEPADA: {name}\n{street.upper()} {door.upper()}\n{house['kelurahan'].upper()}, "
            f"JAKARTA {house['postcode']}\nISI: {buys}",
            f"INVOICE #{number} / ship to: {name}, {street} no {door}, {house['kecamatan']} / {buys} / Rp{total:,}",
            f"Pesanan {number} selesai. {buys} diantar ke {street} {door} pukul {clock(draw)}. Total Rp{total}.",
            f"Perjalanan Anda: kantor ke {street.removeprefix('Jl. ')} {door}, {clock(draw)}, Rp{total}. Beri bintang?",
            f"PLN IDPEL 53{number}\nNAMA: YAYASAN\nALAMAT: {street.upper()} {door}\nRP TAG {total}",
        ],
    )


def marked(draw: random.Random) -> str:
    """A place with the marks that a machine left in it."""
    key = dealt(draw, list(PARTS))
    street, door = PARTS[key]
    place = f"{street} {door}"
    word = draw.choice([word for word in street.split() if len(word) > 4])
    half = street.index(word) + len(word) // 2
    return one_of(
        draw,
        [
            f"https://contoh.example/cari?alamat={quote_plus(place)}&kirim=1",
            f"mailto:piket@contoh.example?subject={quote(place)}",
            f"<td>{street.replace(' ', '&nbsp;')}</td><td><b>{door}</b></td>",
            json.dumps({"id": draw.randint(1, 900), "tujuan": {"jalan": street, "no": door}}),
            f"> > Kapan dijemput?\n> {street[:half]}=\n{street[half:]} {door}, jam 8.",
            f"Klien sudah dipindahkan ke {street[:half]}-\n{street[half:]} {door} tadi malam.",
            f"alamat='{street}'; nomor='{door}'; status='aktif'; -- jangan dihapus",
            f"**{street}**\n\n- no: _{door}_\n- telepon dulu",
            f"DTSTART:20250{draw.randint(1, 9)}12T0900\nSUMMARY:Kunjungan\nLOCATION:{street}\\, {door}",
        ],
    )


KINDS: dict[str, Kind] = {
    "a chat in pieces": chat,
    "the fields of a form": form,
    "a row of a spreadsheet": spreadsheet,
    "a label, an invoice, a receipt": label,
    "with a machine's marks": marked,
}
