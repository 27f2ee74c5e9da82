"""What looks like one of the houses and tells nothing about it."""

import random

from tests.leak_gate.fourth.near_figures import other_phone, other_point, papers
from tests.leak_gate.fourth.voices import NEUTRAL, Kind, dealt, saying, telling

ALIKE = [
    "Jl. Letkol Soemarsono No. 36",
    "Jl. Letkol Soemardjito 36",
    "Jl. Letjen Soewandikromo No. 36",
    "Gang Sumur Kencana 9B",
    "Gang Sumur Kejayan No. 9B",
    "Gang Dapur Kencur No. 9B",
    "Kompleks Bumi Wanasari Blok F7 No. 31",
    "Kompleks Bumi Wiraseta Blok F7/31",
    "Perumahan Griya Wanasaba F7 No. 31",
    "Rusunawa Kali Tembaga Tower 3 Unit 1409",
    "Rusunawa Kali Tambora Tower 3 Lantai 14 Unit 1409",
    "Jl. Tegal Sari Timur VI No. 118",
    "Jl. Tegal Sirih Timur VI/118",
    "Jl. Genteng Sirap Timur No. 118",
    "Jl. Ketapang Raya No. 72",
    "Jl. Ketapang Kencana 72",
    "Jl. Ketepeng Cina No. 72",
    "Jl. Kecapi Raya No. 72",
]

SAME_NUMBER = [
    "Jl. Otto Iskandardinata No. 36",
    "Jl. Letjen Suprapto No. 36",
    "Jl. Letjen M.T. Haryono Kav. 36",
    "Gang Kelinci No. 9B RT 012/RW 005 Pasar Baru",
    "RT 012 RW 005 Kelurahan Bidara Cina nomor 9B",
    "Gang Sentiong No. 9B",
    "Perumahan Taman Aries Blok F7 No. 31",
    "Pasar Tanah Abang Blok F lantai 7 los 31",
    "Kompleks Kodam Blok F7/31",
    "Rusunawa Marunda Tower 3 Lantai 14 Unit 1409",
    "Apartemen Kalibata City Tower 3 unit 1409",
    "Rusunawa Jatinegara Barat Tower 3-1409",
    "Jl. Cempaka Putih Timur VI No. 118",
    "Jl. Pramuka Timur VI/118",
    "Jl. Matraman Raya No. 118",
    "Jl. Gajah Mada No. 72",
    "Jl. Kramat Raya 72 RT 008/RW 003",
    "RT 008 RW 003 Kelurahan Duri Kepa nomor 72",
]

OTHER_ARM = [
    "Jl. Tegal Sirap Barat VI No. 118",
    "Jl. Tegal Sirap Selatan VI No. 118",
    "Jl. Tegal Sirap Timur II No. 4",
    "Jl. Tegal Sirap Raya No. 201",
    "Kompleks Bumi Wanasekar Blok A2 No. 5",
    "Bumi Wanasekar blok C11 nomor 8",
    "ruko Bumi Wanasekar Blok R No. 3",
    "Kompleks Bumi Wanasekar Blok B3 No. 19",
    "Rusunawa Kali Tembikar Tower 1 Lantai 2 Unit 207",
    "rusun Kali Tembikar tower 2, 0511",
    "Rusunawa Kali Tembikar Tower 4 Lantai 9 Unit 0903",
    "Jl. Tegal Sirap Utara III No. 27",
    "Jl. Tegal Sirap Timur XI No. 60",
    "Bumi Wanasekar Blok D9 No. 14",
    "Bumi Wanasekar blok K nomor 2",
    "Bumi Wanasekar 2 Blok M No. 6",
    "rusun Kali Tembikar tower 1 unit 1611",
    "Rusunawa Kali Tembikar Tower 2 Lantai 5 Unit 0518",
]

PEOPLE = [
    "Saksi Soemarkidjo Hadi, umur 36 tahun, sudah diperiksa.",
    "Bapak R. Soemarkidjo (72) mertua klien, tidak bersedia bicara.",
    "Letkol (Purn.) Soemarkidjo memberi keterangan selama 36 menit.",
    "Klien pernah bekerja pada keluarga Letkol Soemarsono.",
    "Bu Kencur penjual jamu melihat kejadian itu pukul 9.",
    "Mbah Sumur, dukun pijat, datang 2 kali.",
    "Sekar Wana Putri, 7 tahun, kelas F, nomor absen 31.",
    "Anak klien, Sekar, ikut Bumi Perkemahan 31 Juli.",
    "Pengacara terlapor: Timur Tegal Prasetyo, S.H.",
    "Viola Ketaren, 22 tahun, teman sekamar klien dulu.",
    "Guru les bernama Biola Anindita mengantar anak pulang.",
    "Ibu Tarmi dan Bu Senah tetangga klien di Bekasi, bersedia jadi saksi.",
    "dr. Rukmini menulis resep, kontrol tujuh hari lagi.",
    "Pak Jumeri bin Kasan, ayah klien, petani di Wonogiri.",
    "Darsih Tembikar nama panggung terlapor waktu jadi penyanyi.",
    "Petugas jaga: Muklasin. Serah terima 14.09.",
    "Bripka Sirap Simanjuntak menerima laporan nomor 118.",
    "Ny. Mudalaya, majikan, menahan paspor klien.",
]

COMMON = [
    "Tanaman ketapang biola di ruang tunggu layu, tolong disiram.",
    "Beli ketapang biola pot 72 ribu untuk ruang konseling.",
    "Anak klien les biola Selasa dan Kamis.",
    "Anak jatuh dari pohon ketapang, siku kiri lecet 7,2 cm.",
    "Minum beras kencur 9 botol, tidak ada keluhan.",
    "Terlapor membuang HP klien ke sumur di kampung.",
    "Sumur bor sedalam 9 meter milik mertua jadi pangkal cekcok.",
    "Kencur, jahe, dan kunyit untuk terapi memasak hari Jumat.",
    "Atap sirap sebelah timur bocor di rumah orang tua klien.",
    "Sekar adalah bunga, kata anak itu, lalu menggambar bumi.",
    "Klien belajar membuat tembikar, sudah jadi 14 buah.",
    "Vas tembikar pecah mengenai kening klien, 3 jahitan.",
    "Makan di warung tegal, lalu diajak pulang paksa.",
    "Tegal itu ladang di bahasa ibunya; terlapor menggarap tegal.",
    "Letkol itu pangkat ayah klien, sudah pensiun.",
    "Layang-layang anaknya tersangkut, ayah marah dan memukul.",
    "Alarm rumah pompa berbunyi dan klien kaget, di Bendungan Hilir waktu itu.",
    "Cat rambutnya warna pelangi, gurunya heran.",
]

OTHER_MARKS = [
    "musala Nurul Huda di belakang pasar",
    "masjid Al-Muhajirin",
    "warung uduk Bu Sarmi",
    "warung nasi uduk Kebon Kacang",
    "toko cat Warna Agung",
    "toko cat Pelangi Jaya",
    "gardu listrik dekat Stasiun Manggarai",
    "kolam renang Tirta Senayan",
    "pos satpam bercat biru di kantor terlapor",
    "rumah pompa Waduk Pluit",
    "Waduk Ria Rio",
    "pabrik tahu di Mampang",
    "apotek Sehat Sentosa",
    "apotek Kimia Farma Tebet",
    "tugu Pancoran",
    "tugu Selamat Datang",
    "kantin Bu Tarni di SMP anaknya",
    "patung layang-layang di Museum Layang-Layang",
]

AMOUNTS = [
    "Pasal 36 dan Pasal 72 dibacakan oleh hakim.",
    "LP/B/118/VI/2024/SPKT sudah dilimpahkan.",
    "Perkara No. 118/Pid.Sus/2024, sidang VI ditunda.",
    "LP/1409/VI/2025, pelapor datang lagi tanggal 14/09.",
    "Rp 72.000 untuk transpor, Rp 36.000 untuk makan.",
    "Usia 36 tahun, berat 72 kg, tensi 118/72.",
    "Suhu 36, nadi 118, SpO2 97, jahitan 9.",
    "Bon no. 31 folder F7, arsip tahun 2023.",
    "Tanggal 31 bulan 7 klien genap 36 tahun.",
    "Formulir F7 lembar 31 belum ditandatangani.",
    "UU No. 12 Tahun 2022 pasal 14 ayat 9 huruf b.",
    "Obat 3x14 tablet, kontrol tanggal 14-09.",
    "Nilai rapor 72, absen 9B, wali kelas sudah dihubungi.",
    "Anak masuk kelas 9B, peringkat 12 dari 36.",
    "Klien mengirim 118 pesan kepada kakaknya dalam 6 hari.",
    "Durasi konseling 72 menit, sesi ke-6.",
    "Cuti 3 hari, masuk lagi tgl 14, jam 14.09.",
    "Kehamilan 36 minggu, HPL 31 Juli, anak ke-3.",
]

ROOMS = [
    "Kamar 1409 lantai 14 RS Siloam, kelas 3.",
    "Hotel tempat kejadian: kamar 1409 tower 3, Mangga Besar.",
    "Antrean B-118 di Poli Jiwa, loket VI.",
    "Antrean 72 di Dukcapil Jakarta Barat.",
    "Bed 36 bangsal Melati RSUD Budhi Asih.",
    "Ruang sidang 6 lantai 3 PN Jakarta Timur, urutan 118.",
    "Mobil B 1409 KTB milik terlapor.",
    "Motor terlapor B 3672 TSV, warna hitam.",
    "Loker 31 rak F7 berisi barang klien.",
    "Busway koridor 6, halte Ragunan, pukul 14.09.",
    "Kereta jurusan Tegal, gerbong 6 kursi 9B.",
    "Penerbangan klien kursi 9B, gate F7.",
    "Parkir P3 tiang F7, Mal Ciputra.",
    "Lantai 14 gedung Blok G Balai Kota, rapat pukul 9.",
    "Ruang 36 Fakultas Hukum UI, diskusi Kamis.",
    "Loket 72 Samsat, antre dua jam.",
    "Lift tower 3 kantor majikan rusak, klien naik tangga sampai lantai 14.",
    "Tribun timur VI kursi 118, terlapor menonton bola.",
]

DISTRICTS = [
    "Kecamatan Pulo Kencono",
    "Tambora Kidul",
    "Kecamatan Pasar Angsana",
    "Penjaring Sela, Jakarta",
    "Cipinang Sela",
    "Kembangan Sari",
    "Jakarta Timur",
    "Jakarta Utara dekat laut",
    "Jakarta Barat",
    "Kota Administrasi Jakarta Selatan",
]
IN_DISTRICTS = [
    "Domisili sementara: {}.",
    "dia msh di {}, lebih rinci sy tdk boleh bilang",
    "Aku masih di {}, Dek, jangan khawatir.",
    "Wilayah penanganan: {}.",
    "Terlapor mencari sampai ke {}.",
]
OFFICES = [
    "Puskesmas Pulo Kencono",
    "Polsek Tambora Kidul",
    "KUA Tambora Kidul",
    "kantor camat Pasar Angsana",
    "Puskesmas Penjaring Sela",
    "Polsek Cipinang Sela",
    "KUA Kembangan Sari",
]
TO_OFFICES = [
    "Surat pengantar dari {} belum datang.",
    "Klien diantar ke {} pukul sembilan.",
    "tlg telp {} tanya jadwal",
    "Rapat dengan {} ditunda.",
]

ELSEWHERE = [
    "Kabupaten Ketapang, Kalimantan Barat",
    "Pelabuhan Ketapang, Banyuwangi",
    "Jl. Ketapang Utara I No. 7",
    "Kota Tegal bagian timur",
    "Stasiun Tegal",
    "Jl. Tegal Parang Utara No. 18",
    "Desa Sumur, Pandeglang",
    "Jl. Sumur Batu Raya No. 9",
    "Gang Kober, Jatinegara",
    "Bumi Serpong Damai Blok F7",
    "Desa Wanasari, Brebes",
    "Kecamatan Wanareja, Cilacap",
    "Kali Pesanggrahan",
    "Rusunawa Rawa Bebek Blok Kenari",
    "Jl. Letkol Iskandar, Palembang",
    "Jl. Biola Raya, Bandung",
    "Jl. Kecapi No. 27, Jagakarsa",
    "Desa Sirap, Semarang",
]

RULES = [
    "Alamat rumah aman tidak boleh ditulis di berkas ini.",
    "Nomor rumah dan nama gang jangan disebut lewat telepon.",
    "Ibu klien bertanya di jalan apa anaknya tinggal; tidak dijawab.",
    "Terlapor menebak-nebak nama kompleksnya, tidak ada yang benar.",
    "Adik klien minta titik peta, kami tolak.",
    "Klien lupa nama rusunnya, hanya ingat ada lift.",
    "Sopir menghapus tujuan dari aplikasi sesudah mengantar.",
    "Kolom alamat dikosongkan sesuai SOP, RT/RW juga.",
    "Klien ditempatkan di rumah aman, lantai atas, bersama anaknya.",
    "Telepon rumah aman hanya diketahui petugas piket.",
    "Paket dikirim ke kantor UPT, bukan ke rumah aman.",
    "Rumahnya bersih, kata klien, ada ayunan dan pohon mangga.",
    "Bel di rumah aman rusak, sudah dilaporkan.",
    "Klien takut karena di depan rumah sering ada motor berhenti.",
    "Suami hafal nomor platnya tetapi tidak tahu tempatnya.",
    "Jangan kirim foto yang memperlihatkan pagar atau papan nama jalan.",
    "Alamatnya saya bacakan nanti kalau sudah bertemu.",
    "Shelter penuh, klien menunggu satu malam di kantor.",
]

BY_MARKS = [
    "Ibu klien tinggal persis di sebelah {}.",
    "Terlapor menunggu di depan {}, lalu pergi.",
    "Majikan klien punya rumah di seberang {}.",
    "sy parkir dekat {}, jalan kaki ke polres",
    "Kejadian kedua di belakang {}.",
    "Klien turun dari angkot di {} dan menelepon kami.",
    "Kos lama klien mepet {}, pintunya cokelat.",
]


def district(draw: random.Random) -> str:
    """A district or a city alone, or an office in it."""
    if dealt(draw, ["district", "office"]) == "district":
        return dealt(draw, IN_DISTRICTS).format(dealt(draw, DISTRICTS))
    return dealt(draw, TO_OFFICES).format(dealt(draw, OFFICES))


NEAR_MISSES: dict[str, Kind] = {
    "a street that sounds alike": saying(NEUTRAL, ALIKE),
    "the same number in another street": saying(NEUTRAL, SAME_NUMBER),
    "another arm, block or tower": saying(NEUTRAL, OTHER_ARM),
    "people named like a street": telling(PEOPLE),
    "common words": telling(COMMON),
    "other landmarks": saying(BY_MARKS, OTHER_MARKS),
    "dates, amounts and articles": telling(AMOUNTS),
    "rooms, queues, seats and cars": telling(ROOMS),
    "a district or a city alone": district,
    "elsewhere with the same words": saying(NEUTRAL, ELSEWHERE),
    "about the house but not where": telling(RULES),
    "another phone": other_phone,
    "another point": other_point,
    "numbers of papers": papers,
}
