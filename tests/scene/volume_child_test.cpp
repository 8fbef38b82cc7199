/// A process that decodes for its parent: what it may say, and what becomes of its crash.
#include "dermavox/scene/volume_child.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/label_volume.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace dermavox;
namespace fs = std::filesystem;

namespace {

/// A folder with a volume and a program that stands in for the decoder.
class Stage
{
public:
    Stage()
    {
        std::string name = (fs::temp_directory_path() / "dermavox-child-XXXXXX").string();
        m_folder = ::mkdtemp(name.data());
        const std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 4), }\n";
        std::ofstream(volume(), std::ios::binary)
            << "\x93NUMPY\x01" << '\0' << char(header.size()) << '\0' << header << std::string(24, '\7');
    }
    ~Stage()
    {
        scene::decode_volumes_by({});
        fs::remove_all(m_folder);
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    fs::path volume() const { return m_folder / "a.npy"; }

    void decode_by(const std::string& script) const
    {
        const fs::path program = m_folder / "decoder";
        std::ofstream(program) << "#!/bin/sh\n" << script << "\n";
        fs::permissions(program, fs::perms::owner_all);
        scene::decode_volumes_by(program);
    }

    std::string refusal() const
    {
        try {
            scene::read_label_volume(volume());
        } catch (const core::InputError& error) {
            return error.problems().front().found;
        }
        return "read";
    }

private:
    fs::path m_folder;
};

/// A reply by printf, in the order of VolumeReply: magic, kind, ..., type, ..., and how many bytes follow.
std::string reply(const std::string& kind, const std::string& size, const std::string& type, const std::string& bytes)
{
    const std::string zeros4 = R"(\0\0\0\0)";
    std::string text = R"(printf '\144\067\061\105\115\125\114\126)" + kind + zeros4 + size;
    const auto zeros = [&](int count) {
        for (int k = 0; k < count; ++k) text += zeros4;
    };
    zeros(3);                               // first
    text += R"(\0\0\0\0\1\0\0\0\2\0\0\0)";  // along
    zeros(5);                               // backwards, chosen, fastest
    text += type;
    zeros(3 + 12 + 24 + 2);  // has spacing, has origin, filling; spacing, origin; form; unit
    return text + bytes + "'";
}

const std::string two_three_four = R"(\2\0\0\0\3\0\0\0\4\0\0\0)", of_bytes = R"(\1\0\0\0)", none = R"(\0\0\0\0)",
                  bytes_24 = R"(\30\0\0\0\0\0\0\0)";

}  // namespace

TEST_CASE("a crash of a library is bad input that names the library", "[scene][volume]")
{
    const Stage stage;
    stage.decode_by("kill -SEGV $$");
    CHECK(stage.refusal().find("crashed") != std::string::npos);
    CHECK(stage.refusal().find("NumPy") != std::string::npos);
    stage.decode_by("exit 7");
    CHECK(stage.refusal().find("exit code 7") != std::string::npos);
}

TEST_CASE("a decoder that runs out of time is refused for resources", "[scene][volume]")
{
    const Stage stage;
    stage.decode_by("kill -XCPU $$");
    try {
        scene::read_label_volume(stage.volume());
        FAIL("read");
    } catch (const core::Failure& failure) {
        CHECK(failure.exit_code() == core::exit_code::refused);
    }
}

TEST_CASE("an honest answer is a volume", "[scene][volume]")
{
    const Stage stage;
    stage.decode_by(reply(none, two_three_four, of_bytes, bytes_24) + "; printf abcdefghijklmnopqrstuvwx");
    const scene::LabelVolume volume = scene::read_label_volume(stage.volume());
    CHECK(volume.geometry.size == std::array{2, 3, 4});
    CHECK(std::get<std::vector<std::uint8_t>>(volume.labels).back() == 'x');
}

TEST_CASE("an answer that contradicts itself is not believed", "[scene][volume]")
{
    const Stage stage;
    const std::string whole = "; printf abcdefghijklmnopqrstuvwx", negative = R"(\377\377\377\377\3\0\0\0\4\0\0\0)",
                      huge = R"(\0\0\0\100\0\0\0\100\0\0\0\100)", bytes_huge = R"(\0\0\0\0\0\0\0\100)";
    for (const std::string& script :
         {std::string("printf nonsense"), reply(none, two_three_four, of_bytes, bytes_24) + "; printf short",
          reply(none, negative, of_bytes, bytes_24) + whole,
          reply(none, two_three_four, R"(\143\0\0\0)", bytes_24) + whole,
          reply(none, two_three_four, R"(\3\0\0\0)", bytes_24) + whole,
          reply(none, huge, of_bytes, bytes_huge) + whole,
          reply(R"(\1\0\0\0)", two_three_four, of_bytes, bytes_huge) + whole}) {
        INFO(script);
        stage.decode_by(script);
        // whether the process ended by itself or by writing on to nobody is a race
        CHECK(stage.refusal() != "read");
    }
}

TEST_CASE("without a program that can be started volumes are decoded here", "[scene][volume]")
{
    const Stage stage;
    scene::decode_volumes_by(stage.volume().parent_path() / "no such program");
    CHECK(scene::read_label_volume(stage.volume()).geometry.size == std::array{2, 3, 4});
}
