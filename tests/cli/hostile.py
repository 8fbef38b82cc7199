"""Volumes and texts that were made to break their readers, by name: (name of the file, its bytes, exit codes that are
right). Written here byte by byte; each stands for a kind."""
import base64
import gzip
import struct
import zlib

BAD, REFUSED = 65, 69


# ---- .vti

def vti(blocks=(), payload=b"", *, extent="0 4 0 4 0 4", header="UInt64", encoding="raw", offset="0", kind="UInt8",
        compressor=' compressor="vtkZLibDataCompressor"', before="", tail="\n</AppendedData>\n</VTKFile>\n"):
    """A file of one array in the appended section: counts, then the payload."""
    counts = struct.pack(f"<{len(blocks)}{'Q' if header == 'UInt64' else 'I'}", *blocks)
    data = counts + payload
    if encoding == "base64":
        data = base64.b64encode(counts) + base64.b64encode(payload)
    head = (f'<?xml version="1.0"?>\n<VTKFile type="ImageData" version="1.0" byte_order="LittleEndian" '
            f'header_type="{header}"{compressor}>\n<ImageData WholeExtent="{extent}" Origin="0 0 0" Spacing="1 1 1">'
            f'{before}<Piece Extent="{extent}"><CellData><DataArray type="{kind}" Name="labels" format="appended" '
            f'offset="{offset}"/></CellData></Piece></ImageData>\n<AppendedData encoding="{encoding}">\n_')
    return head.encode() + data + tail.encode()


def vtis():
    block = zlib.compress(bytes(64))
    yield "whole.vti", vti((1, 64, 0, len(block)), block), 0
    yield "counts_that_wrap.vti", vti((2, 256, 2**64 - 192, 12, 12), zlib.compress(b"A" * 256) * 2), BAD
    yield "block_count_that_wraps.vti", vti((2**61 + 1, 8, 8, 12), block), BAD
    yield "more_blocks_than_bytes.vti", vti((2**40, 1, 1) + (9,) * 64, block * 64), BAD
    yield "packed_sizes_that_wrap.vti", vti((2, 32, 0, 2**63, 2**63), block), BAD
    yield "a_block_that_unpacks_to_more.vti", vti((1, 64, 0, 1050), zlib.compress(bytes(1 << 20))), BAD
    yield "base64_counts_that_wrap.vti", vti((2, 64, 2**64 - 64, 9, 9), block, encoding="base64"), BAD
    yield "size_that_wraps.vti", vti((2**64 - 8,), b"", compressor=""), BAD
    yield "offset_beyond.vti", vti((64,), bytes(64), compressor="", offset=str(2**64 - 1)), BAD
    yield "extent_that_wraps.vti", vti((1, 64, 0, 9), block, extent=f"{-2**63} {2**63 - 1} 0 1 0 1"), BAD
    yield "huge_extent.vti", vti((1, 64, 0, 9), block, extent="0 2000000000 0 2000000000 0 1"), REFUSED
    yield "huge_extent_of_ascii.vti", vti(extent="0 3000 0 3000 0 3").replace(b"appended", b"ascii"), (BAD, REFUSED)
    yield "deep_tags.vti", vti((64,), bytes(64), compressor="", before="<a>" * 200_000), BAD
    yield "many_attributes.vti", vti((64,), bytes(64), compressor="",
                                     before="<a " + " ".join(f'a{i}=""' for i in range(200_000)) + "/>"), BAD
    yield "no_end.vti", vti((1, 64, 0, len(block)), block)[:-80], BAD


# ---- .npy

def npy(header, payload=b"", version=1):
    header = header.encode() if isinstance(header, str) else header
    return b"\x93NUMPY" + bytes((version, 0)) + struct.pack("<H" if version == 1 else "<I", len(header)) + header + payload


def npys():
    plain = "{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}\n"
    yield "whole.npy", npy(plain.format("|u1", "(4, 4, 4)"), bytes(64)), 0
    yield "long_shape.npy", npy(plain.format("|u1", "(" + "1," * 31_000 + ")")), BAD
    yield "blanks_in_the_shape.npy", npy(plain.format("|u1", "(" + " " * 60_000 + ")")), BAD
    yield "brackets.npy", npy(plain.format("|u1", "(" * 60_000)), BAD
    yield "records.npy", npy("{'descr': [('a', '<f4'), ('b', [('c', 'u1')])], 'fortran_order': False, 'shape': (1,)}"), BAD
    yield "cells_that_wrap.npy", npy(plain.format("|u1", "(2147483647, 2147483647, 8)")), REFUSED
    yield "bytes_that_wrap.npy", npy(plain.format("<u8", f"({2**31 - 1}, {2**30}, 1)"), bytes(64)), REFUSED
    yield "negative.npy", npy(plain.format("|u1", "(-4, -4, 4)"), bytes(64)), BAD
    yield "number_too_long.npy", npy(plain.format("|u1", "(" + "9" * 400 + ", 1, 1)")), BAD
    yield "odd_width.npy", npy(plain.format("<u3", "(4, 4, 4)"), bytes(192)), BAD
    yield "header_beyond.npy", npy("{", b"", 2)[:8] + struct.pack("<I", 2**32 - 1), BAD
    yield "quote_without_end.npy", npy("{'descr': '|u1"), BAD


# ---- .tif

def ifd(entries, following=0, order="<"):
    """One directory: (tag, type, count, value or offset)."""
    packed = b"".join(struct.pack(order + "HHI", tag, kind, count) +
                      (struct.pack(order + "HH", value, 0) if kind == 3 and count == 1 else struct.pack(order + "I", value))
                      for tag, kind, count, value in sorted(entries))
    return struct.pack(order + "H", len(entries)) + packed + struct.pack(order + "I", following)


def page(width=4, height=4, *, bits=8, compression=1, rows=None, offset=8, size=None, extra=()):
    return [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, bits), (259, 3, 1, compression), (262, 3, 1, 1),
            (273, 4, 1, offset), (277, 3, 1, 1), (278, 4, 1, height if rows is None else rows),
            (279, 4, 1, width * height * bits // 8 if size is None else size), *extra]


def tif(*pages, following=None, pixels=bytes(16)):
    """Pages one after another; `following`: pages by number that another than the next one follows."""
    out, place = b"II*\0", 8 + len(pixels)
    places = []
    for entries in pages:
        places.append(place)
        place += 2 + 12 * len(entries) + 4
    out += struct.pack("<I", places[0]) + pixels
    for n, entries in enumerate(pages):
        goal = (following or {}).get(n, n + 1)
        out += ifd(entries, places[goal] if goal < len(places) else 0)
    return out


def tifs():
    tiles = [(256, 4, 1, 4), (257, 4, 1, 4), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (277, 3, 1, 1),
             (322, 4, 1, 2**31 - 16), (323, 4, 1, 2**31 - 16), (324, 4, 1, 8), (325, 4, 1, 16)]
    yield "whole.tif", tif(*[page()] * 4), 0
    yield "loop_to_the_first.tif", tif(*[page()] * 4, following={3: 0}), BAD
    yield "loop_to_itself.tif", tif(*[page()] * 4, following={2: 2}), BAD
    yield "loop_at_the_end.tif", tif(*[page()] * 4, following={3: 1}), BAD
    yield "directory_beyond.tif", b"II*\0" + struct.pack("<I", 2**32 - 2), BAD
    yield "huge_tiles.tif", tif(tiles), (BAD, REFUSED)
    yield "huge_page.tif", tif(page(2**30, 2**30, size=16)), (BAD, REFUSED)
    yield "one_row_strips_of_a_huge_page.tif", tif(page(1, 2**31 - 1, rows=1, size=16)), (BAD, REFUSED)
    yield "no_strips.tif", tif([e for e in page() if e[0] not in (273, 279)]), BAD
    yield "a_strip_of_4_GB.tif", tif(page(size=2**32 - 1)), BAD
    yield "values_that_wrap.tif", tif(page(extra=[(700, 12, 2**29 + 1, 8)])), BAD
    yield "values_beyond.tif", tif(page(extra=[(700, 1, 4000, 2**32 - 8)])), BAD
    yield "zero_rows.tif", tif(page(rows=0)), BAD
    yield "jpeg.tif", tif(page(compression=7)), BAD
    yield "many_entries_big.tif", b"II+\0\x08\0\0\0" + struct.pack("<QQ", 16, 2**63), BAD
    yield "pages_that_share_a_list.tif", shared_list(), BAD


def shared_list():
    """Many pages, each with the same list of strip sizes: read one by one it takes hours."""
    count, pixels = 4000, bytes(16) + struct.pack("<4000I", *[4] * 4000)
    entries = [e for e in page(4, count, rows=1) if e[0] not in (273, 279)]
    entries += [(273, 4, count, 24), (279, 4, count, 24)]
    return tif(*[entries] * 2000, pixels=pixels)


# ---- .vdb

def text(of):
    of = of.encode() if isinstance(of, str) else of
    return struct.pack("<I", len(of)) + of


def vdb_head(version=224, placed=0, metadata=b"", metas=0, grids=1):
    return (struct.pack("<qIIIB", 0x56444220, version, 10, 0, placed) + b"0" * 36 + struct.pack("<I", metas) + metadata +
            struct.pack("<i", grids))


def vdb_grid(nodes, *, name="labels", kind="Tree_int32_5_4_3", compression=2, metadata=b"", metas=0, map_="ScaleMap",
             place=(0, 0, 0), parent=""):
    return (text(name) + text(kind) + text(parent) + struct.pack("<QQQ", *place) + struct.pack("<I", compression) +
            struct.pack("<I", metas) + metadata + text(map_) + struct.pack("<15d", *[1.0] * 3 * 5) + nodes)


def mask(bits, on=()):
    out = bytearray(bits // 8)
    for bit in on:
        out[bit // 8] |= 1 << bit % 8
    return bytes(out)


def int32_nodes(places=((0, 0, 0),), *, tiles=0, children=None, leaf_values=bytes(4 * 512)):
    """Upper nodes of one lower node with one leaf each, all of whose voxels are active."""
    out = struct.pack("<iiII", 1, 0, tiles, len(places) if children is None else children)
    for x, y, z in places:
        out += struct.pack("<iii", x, y, z)
        out += mask(32768, [0]) + mask(32768) + b"\0"  # no active tile, so no value
        out += mask(4096, [0]) + mask(4096) + b"\0"
        out += mask(512, range(512))
    return out + (mask(512, range(512)) + b"\x06" + leaf_values) * len(places)


def vdbs():
    delayed = text("file_delayed_load") + text("__delayedload") + text(struct.pack("<III", 2**31, 0, 2**32 - 1))
    yield "whole.vdb", vdb_head() + vdb_grid(int32_nodes()), 0
    yield "delayed_load_bomb.vdb", vdb_head() + vdb_grid(int32_nodes(), metadata=delayed, metas=1), (0, BAD)
    yield "metadata_bomb.vdb", vdb_head(metas=1, metadata=text("a") + text("string") + struct.pack("<I", 2**32 - 16)), BAD
    yield "name_bomb.vdb", vdb_head() + struct.pack("<I", 2**32 - 1) + b"labels", BAD
    yield "count_of_metadata.vdb", vdb_head(metas=2**32 - 1), BAD
    yield "count_of_grids.vdb", vdb_head(grids=2**31 - 1) + vdb_grid(int32_nodes()), BAD
    yield "no_grids.vdb", vdb_head(grids=-1), BAD
    yield "old_version.vdb", vdb_head(version=0) + vdb_grid(int32_nodes()), BAD
    yield "future_version.vdb", vdb_head(version=10**9) + vdb_grid(int32_nodes()), BAD
    yield "count_of_tiles.vdb", vdb_head() + vdb_grid(int32_nodes(tiles=2**32 - 1)), BAD
    yield "count_of_children.vdb", vdb_head() + vdb_grid(int32_nodes(children=2**32 - 1)), BAD
    yield "children_out_of_order.vdb", vdb_head() + vdb_grid(int32_nodes(((4096, 0, 0), (0, 0, 0)))), BAD
    yield "a_child_twice.vdb", vdb_head() + vdb_grid(int32_nodes(((0, 0, 0), (0, 0, 0)))), BAD
    yield "children_far_apart.vdb", vdb_head() + vdb_grid(int32_nodes(((-2**29, 0, 0), (2**29, 0, 0)))), REFUSED
    yield "children_at_the_end_of_numbers.vdb", vdb_head() + vdb_grid(int32_nodes(((-2**31, 0, 0), (2**31 - 4096, 0, 0)))), BAD
    yield "a_child_off_the_lattice.vdb", vdb_head() + vdb_grid(int32_nodes(((5, 0, 0),))), BAD
    yield "grid_ends_before_it_begins.vdb", vdb_head(placed=1, grids=2000) + vdb_grid(int32_nodes(), place=(60, 60, 60)), BAD
    yield "place_beyond.vdb", vdb_head(placed=1) + vdb_grid(int32_nodes(), place=(2**63, 0, 110)), BAD
    yield "packed_length.vdb", vdb_head() + vdb_grid(int32_nodes(), compression=1), BAD
    yield "unknown_compression.vdb", vdb_head() + vdb_grid(int32_nodes(), compression=2**31), BAD
    yield "points.vdb", vdb_head() + vdb_grid(int32_nodes(), kind="Tree_ptdataidx32_5_4_3"), BAD
    yield "frustum.vdb", vdb_head() + vdb_grid(int32_nodes(), map_="NonlinearFrustumMap"), BAD
    yield "instance_of_itself.vdb", vdb_head() + vdb_grid(int32_nodes(), parent="labels"), BAD
    yield "blosc_that_lies.vdb", vdb_head() + vdb_grid(blosc_nodes(), compression=4), BAD
    yield "many_upper_nodes.vdb", many_upper_nodes(), (BAD, REFUSED)


def blosc_nodes():
    """Blocks whose header states another length than the block has."""
    block = struct.pack("<BBBBIII", 2, 1, 0x13, 4, 4 * 32768, 4 * 32768, 2**31 - 1) + bytes(48)
    return (struct.pack("<iiII", 1, 0, 0, 1) + struct.pack("<iii", 0, 0, 0) + mask(32768, [0]) + mask(32768) + b"\x06" +
            struct.pack("<q", len(block)) + block)


def many_upper_nodes(count=4000):
    """8 kB each in the file, a quarter of a megabyte in memory."""
    out = struct.pack("<iiII", 1, 0, 0, count)
    for k in range(count):
        out += struct.pack("<iii", 4096 * k, 0, 0) + mask(32768) + mask(32768) + b"\x00"
    return vdb_head() + vdb_grid(out, compression=2)


# ---- .npz

def npz(data, *, name=b"labels.npy", method=8, packed=None, unpacked=None, place=0, entries=1, flags=0, zip64=b"",
        lengths=(None, None)):
    """An archive of one entry; what is stated may differ from what is there."""
    bare = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = bare.compress(data) + bare.flush() if method == 8 else data
    sizes = (len(body) if packed is None else packed, len(data) if unpacked is None else unpacked)
    local = struct.pack("<IHHHIIIIHH", 0x04034b50, 20, flags, method, 0, zlib.crc32(data), *sizes,
                        len(name) if lengths[0] is None else lengths[0], 0) + name + body
    central = struct.pack("<IHHHHIIIIHHHHHII", 0x02014b50, 20, 20, flags, method, 0, zlib.crc32(data), *sizes,
                          len(name) if lengths[1] is None else lengths[1], len(zip64), 0, 0, 0, 0, place) + name + zip64
    end = struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, entries, entries, len(central), len(local), 0)
    return local + central + end


def npzs():
    plain = "{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}\n"
    whole = npy(plain.format("|u1", "(4, 4, 4)"), bytes(64))
    huge = npy(plain.format("|u1", "(2000, 2000, 2000)"))
    ones = 2**32 - 1
    yield "whole.npz", npz(whole), 0
    yield "stored.npz", npz(whole, method=0), 0
    yield "bomb.npz", npz(huge + bytes(1 << 20)), REFUSED
    yield "entry_larger_than_stated.npz", npz(whole + bytes(1 << 20), unpacked=len(whole)), (0, BAD)
    yield "entry_smaller_than_stated.npz", npz(whole[:-8], unpacked=len(whole)), BAD
    yield "packed_beyond.npz", npz(whole, packed=2**31), BAD
    yield "entry_beyond.npz", npz(whole, place=2**32 - 2), BAD
    yield "many_entries.npz", npz(whole, entries=65535), BAD
    yield "names_beyond.npz", npz(whole, lengths=(65535, 65535)), BAD
    yield "sizes_that_wrap.npz", npz(whole, packed=ones, unpacked=ones, place=ones,
                                     zip64=struct.pack("<HHQQQ", 1, 24, 2**64 - 1, 2**64 - 1, 2**64 - 1)), BAD
    yield "encrypted.npz", npz(whole, flags=1), BAD
    yield "no_list.npz", npz(whole)[:-30], BAD
    yield "list_in_itself.npz", npz(whole).replace(b"labels", b"PK\5\6\0\0"), (0, BAD)


# ---- .nii

def nii(dim=(3, 4, 4, 4, 1, 1, 1, 1), kind=2, *, offset=352.0, payload=bytes(64), size=348, magic=b"n+1\0", sform=0,
        row=(1e300,) * 12, pixdim=1.0):
    h = bytearray(352)
    struct.pack_into("<i", h, 0, size)
    struct.pack_into("<8h", h, 40, *dim)
    struct.pack_into("<hh", h, 70, kind, 8)
    struct.pack_into("<8f", h, 76, *[pixdim] * 8)
    struct.pack_into("<f", h, 108, offset)
    struct.pack_into("<h", h, 254, sform)
    struct.pack_into("<12f", h, 280, *(min(value, 3e38) for value in row))
    h[344:348] = magic
    return bytes(h) + payload


def nii_2(dim, offset=544):
    h = bytearray(544)
    struct.pack_into("<i8shh", h, 0, 540, b"n+2\0\r\n\x1a\n", 2, 8)
    struct.pack_into("<8q", h, 16, *dim)
    struct.pack_into("<q", h, 168, offset)
    return bytes(h) + bytes(64)


def packed(data, level=9):
    return gzip.compress(data, level, mtime=0)


def niis():
    nan = float("nan")
    yield "whole.nii", nii(), 0
    yield "whole.nii.gz", packed(nii()), 0
    yield "whole_2.nii", nii_2((3, 4, 4, 4, 1, 1, 1, 1)), 0
    yield "bomb.nii.gz", packed(nii((3, 32767, 32767, 8, 1, 1, 1, 1), payload=bytes(1 << 20))), REFUSED
    yield "more_than_packed.nii.gz", packed(nii((3, 400, 400, 100, 1, 1, 1, 1), payload=bytes(64))), BAD
    yield "extensions_without_end.nii.gz", packed(nii(offset=9e8)), BAD
    yield "offset_before.nii", nii(offset=0.0), BAD
    yield "offset_nan.nii", nii(offset=nan), BAD
    yield "offset_infinite.nii", nii(offset=float("inf")), BAD
    yield "negative_axis.nii", nii((3, -4, 4, 4, 1, 1, 1, 1)), BAD
    yield "no_axes.nii", nii((0, 4, 4, 4, 1, 1, 1, 1)), BAD
    yield "eighth_axis.nii", nii((9, 4, 4, 4, 1, 1, 1, 1)), BAD
    yield "sizes_that_wrap.nii", nii_2((3, 2**62, 4, 4, 1, 1, 1, 1)), BAD
    yield "offset_that_wraps.nii", nii_2((3, 4, 4, 4, 1, 1, 1, 1), 2**63 - 1), BAD
    yield "sform_beyond_numbers.nii", nii(sform=1), BAD
    yield "sform_of_nan.nii", nii(sform=1, row=(nan,) * 12), BAD
    yield "widths_nan.nii", nii(pixdim=nan), 0
    yield "cut_off.nii", nii()[:-8], BAD
    yield "cut_off.nii.gz", packed(nii())[:-20], BAD
    yield "damaged.nii.gz", packed(nii(payload=bytes(range(64))), 1)[:-40] + bytes(40), BAD
    yield "header_alone.nii.gz", packed(bytes(40)), BAD
    yield "members_without_end.nii.gz", packed(nii(payload=b"")) + packed(b"") * 200_000, BAD


# ---- .nrrd

def nrrd(*lines, payload=bytes(64), magic="NRRD0004", blank="\n"):
    return "\n".join((magic, *lines, blank)).encode() + payload


def nrrds():
    plain = ("type: uchar", "dimension: 3", "sizes: 4 4 4", "encoding: raw")
    yield "whole.nrrd", nrrd(*plain), 0
    yield "text.nrrd", nrrd(*plain[:3], "encoding: text", payload=b"0 " * 64), 0
    yield "packed.nrrd", nrrd(*plain[:3], "encoding: gzip", payload=packed(bytes(64))), 0
    yield "bomb.nrrd", nrrd(*plain[:2], "sizes: 2000 2000 2000", "encoding: gzip", payload=packed(bytes(1 << 20))), REFUSED
    yield "cut_off.nrrd", nrrd(*plain, payload=bytes(60)), BAD
    yield "sizes_that_wrap.nrrd", nrrd(*plain[:2], "sizes: 4611686018427387904 4 4", "encoding: raw"), BAD
    yield "size_too_long.nrrd", nrrd(*plain[:2], "sizes: " + "9" * 400 + " 4 4", "encoding: raw"), BAD
    yield "many_sizes.nrrd", nrrd(*plain[:2], "sizes: " + "1 " * 30_000, "encoding: raw"), BAD
    yield "long_line.nrrd", nrrd("content: " + "a" * 100_000, *plain), BAD
    yield "many_fields.nrrd", nrrd(*(f"f{i}: 1" for i in range(5000)), *plain), BAD
    yield "field_twice.nrrd", nrrd(*plain, "type: float"), BAD
    yield "skip_beyond.nrrd", nrrd(*plain, "byte skip: 9223372036854775807"), BAD
    yield "skip_many_lines.nrrd", nrrd(*plain, "line skip: 9223372036854775807"), BAD
    yield "skip_back.nrrd", nrrd(*plain, "byte skip: -1", payload=bytes(80)), 0
    yield "data_file_is_itself.nrrd", nrrd(*plain, "data file: data_file_is_itself.nrrd"), BAD
    yield "data_file_climbs.nrrd", nrrd(*plain, "data file: ../../etc/passwd"), BAD
    yield "data_file_of_the_system.nrrd", nrrd(*plain, "data file: /dev/zero"), BAD
    yield "directions_without_end.nrrd", nrrd(*plain, "space directions: " + "none " * 10_000), BAD
    yield "directions_open.nrrd", nrrd(*plain, "space directions: (1,0,0 (0,1,0) (0,0,1)"), BAD
    yield "directions_of_nan.nrrd", nrrd(*plain, "space directions: (nan,0,0) (0,1,0) (0,0,1)"), BAD
    yield "text_of_one_number.nrrd", nrrd(*plain[:3], "encoding: text", payload=b"1" * 64), BAD
    yield "text_too_long.nrrd", nrrd(*plain[:3], "encoding: text", payload=b" " * 100_000), BAD


# ---- .mha

def mha(*lines, payload=bytes(64), data="LOCAL"):
    return "\n".join((*lines, f"ElementDataFile = {data}", "")).encode() + payload


def mhas():
    plain = ("NDims = 3", "DimSize = 4 4 4", "ElementType = MET_UCHAR")
    yield "whole.mha", mha(*plain), 0
    yield "packed.mha", mha(*plain, "CompressedData = True", payload=zlib.compress(bytes(64))), 0
    yield "bomb.mha", mha(plain[0], "DimSize = 2000 2000 2000", plain[2], "CompressedData = True",
                          payload=zlib.compress(bytes(1 << 20))), REFUSED
    yield "packed_size_beyond.mha", mha(*plain, "CompressedData = True", "CompressedDataSize = 9223372036854775807",
                                        payload=zlib.compress(bytes(64))), BAD
    yield "packed_size_negative.mha", mha(*plain, "CompressedData = True", "CompressedDataSize = -1"), BAD
    yield "cut_off.mha", mha(*plain, payload=bytes(60)), BAD
    yield "too_long.mha", mha(*plain, payload=bytes(90)), BAD
    yield "header_size_beyond.mha", mha(*plain, "HeaderSize = 9223372036854775807"), BAD
    yield "sizes_that_wrap.mha", mha(plain[0], "DimSize = 4611686018427387904 4 4", plain[2]), BAD
    yield "no_sizes.mha", mha(plain[0], plain[2]), BAD
    yield "no_end_of_header.mha", "\n".join(plain).encode(), BAD
    yield "fields_without_end.mha", b"".join(b"F%d = 1\n" % i for i in range(100_000)), BAD
    yield "matrix_of_four.mha", mha(*plain, "TransformMatrix = 1 0 0 1"), BAD
    yield "matrix_of_nan.mha", mha(*plain, "TransformMatrix = nan 0 0 0 1 0 0 0 1"), BAD
    yield "file_climbs.mha", mha(*plain, data="../../etc/passwd"), BAD
    yield "file_of_the_system.mha", mha(*plain, data="/dev/zero"), BAD
    yield "file_is_itself.mha", mha(*plain, data="file_is_itself.mha"), BAD
    yield "file_that_is_missing.mha", mha(*plain, data="other.raw"), 66


def volumes():
    """Each as (name, bytes, codes)."""
    for all_of in (vtis, npys, tifs, vdbs, npzs, niis, nrrds, mhas):
        for name, data, codes in all_of():
            yield name, data, codes if isinstance(codes, tuple) else (codes,)


# ---- drawings of needles

def stl(triangles, count=None):
    body = b"".join(bytes(12) + struct.pack("<9f", *(x for corner in t for x in corner)) + bytes(2) for t in triangles)
    return bytes(80) + struct.pack("<I", len(triangles) if count is None else count) + body


def spike(length=2.0, width=0.1):
    """A pyramid of three sides."""
    a, b, c, apex = (width, 0, length), (-width, width, length), (-width, -width, length), (0, 0, 0)
    return [(a, b, c), (apex, b, a), (apex, c, b), (apex, a, c)]


def dxf(*entities, header=""):
    return ("0\nSECTION\n2\nHEADER\n" + header + "0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" + "".join(entities) +
            "0\nENDSEC\n0\nEOF\n").encode()


def line(x1, y1, x2, y2):
    return f"0\nLINE\n8\n0\n10\n{x1}\n20\n{y1}\n11\n{x2}\n21\n{y2}\n"


def shapes():
    """Each as (name, bytes, code)."""
    nan = float("nan")
    triangle = line(0, 0, 0.1, 2) + line(0.1, 2, -0.1, 2) + line(-0.1, 2, 0, 0)
    yield "whole.stl", stl(spike()), 0
    yield "whole.dxf", dxf(triangle), 0
    yield "count_beyond.stl", stl(spike(), 2**32 - 1), BAD
    yield "many_triangles.stl", stl(spike() * 30_000), BAD
    yield "corners_of_nan.stl", stl([((nan,) * 3,) * 3] * 4), BAD
    yield "corners_far_away.stl", stl(spike(1e38, 1e37)), BAD
    yield "no_area.stl", stl([((0, 0, 0),) * 3] * 4), BAD
    yield "flat.stl", stl([((0, 0, 0), (1, 0, 0), (0, 0, 9)), ((0, 0, 0), (0, 0, 9), (1, 0, 0))]), BAD
    yield "one_edge_thrice.stl", stl(spike() + spike()[:1]), BAD
    yield "empty.stl", b"", BAD
    yield "text_without_end.stl", b"solid a\n" + b"vertex 1 2 3\n" * 400_000, BAD
    yield "text_of_words.stl", b"solid a\nvertex one two three\n", BAD
    yield "long_line.stl", b"solid " + b"a" * 100_000, BAD
    yield "open.dxf", dxf(line(0, 0, 0, 1)), BAD
    yield "many_lines.dxf", dxf(*(line(k, 0, k + 1, k % 7) for k in range(20_000))), BAD
    yield "groups_without_end.dxf", dxf("0\nLWPOLYLINE\n" + "10\n1\n20\n1\n" * 500_000), BAD
    yield "arc_of_nan.dxf", dxf("0\nARC\n10\nnan\n20\n0\n40\n1\n50\n0\n51\n90\n"), BAD
    yield "bulge_beyond.dxf", dxf("0\nLWPOLYLINE\n70\n1\n10\n0\n20\n0\n42\n1e300\n10\n1\n20\n9\n"), BAD
    yield "no_length.dxf", dxf("0\nLWPOLYLINE\n70\n1\n" + "10\n0\n20\n0\n" * 4), BAD
    yield "binary.dxf", b"AutoCAD Binary DXF\r\n\x1a\0" + bytes(64), BAD
    yield "cut_off.dxf", dxf(triangle)[:120], BAD


# ---- text

def texts():
    """Scenes that are refused with 65."""
    yield "dotted_key", b"schema = 1\n" + b".".join([b"a"] * 100_000) + b" = 1\n"
    yield "dotted_header", b"schema = 1\n[" + b".".join([b"a"] * 100_000) + b"]\n"
    yield "quoted_dotted_key", b"schema = 1\n" + b".".join([b'"a"'] * 100_000) + b" = 1\n"
    yield "dotted_key_in_a_table", b"schema = 1\na = { " + b".".join([b"a"] * 100_000) + b" = 1 }\n"
    yield "brackets", b"schema = 1\na = " + b"[" * 200_000
    yield "braces", b"schema = 1\na = " + b"{a=" * 200_000
    yield "headers", b"schema = 1\n" + b"".join(b"[a%d]\n" % i for i in range(100_000))


SHAPE = """schema = 1
[skin]
site = "cheek"
[device]
preset = "pen-12-ring"
[device.needle]
point = "table"
shape = "{}"
shape_unit = "mm"
"""
MATERIALS = """schema = 1
voxel = "5 um"
[[material]]
label = 0
name = "tissue"
kappa = "1.5e-5 m2/s"
[bottom]
value = 1.0
[top]
value = 0.0
"""
