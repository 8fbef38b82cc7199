#include "engine/scene/volumes/volume_child.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;  // NOLINT(readability-redundant-declaration): not every libc declares it

namespace dermavox::scene {
namespace {

std::filesystem::path& decoder()
{
    static std::filesystem::path program;
    return program;
}

/// A running process with its standard output; killed when nobody waits for its end.
class Child
{
public:
    Child(pid_t process, int output) : m_process(process), m_output(output) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child()
    {
        if (m_process > 0) ::kill(m_process, SIGKILL);
        end();
    }

    /// Returns the bytes that came before the end.
    std::uint64_t read(void* to, std::uint64_t bytes) const
    {
        std::uint64_t got = 0;
        while (got < bytes) {
            const ssize_t part = ::read(m_output, static_cast<char*>(to) + got, bytes - got);
            if (part < 0 && errno == EINTR) continue;
            if (part <= 0) break;
            got += std::uint64_t(part);
        }
        return got;
    }

    /// Waits for its end, which comes soon when nobody takes its output; the status of it.
    int end()
    {
        if (m_process <= 0) return 0;
        ::close(m_output);
        int status = 0;
        while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
        }
        m_process = 0;
        return status;
    }

private:
    pid_t m_process;
    int m_output;
};

std::unique_ptr<Child> started(const std::filesystem::path& file, const VolumeChoice& choice)
{
    int ends[2];
    if (decoder().empty() || ::pipe2(ends, O_CLOEXEC) != 0) return nullptr;
    std::array<std::string, 7> words{decoder().string(),
                                     volume_child_argument,
                                     file.string(),
                                     choice.name,
                                     std::to_string(choice.most_bytes),
                                     choice.axes ? text_of(*choice.axes) : "",
                                     choice.one_file ? "one-file" : ""};
    std::array<char*, 8> arguments{};
    std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t process = 0;
    const int error = ::posix_spawn(&process, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (error == 0) return std::make_unique<Child>(process, ends[0]);
    ::close(ends[0]);
    return nullptr;
}

/// It ended without a whole answer.
[[noreturn]] void refuse_crash(Child& child, const std::filesystem::path& file, const char* library)
{
    const int status = child.end();
    const int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (number == SIGINT || number == SIGTERM)
        throw core::Failure(128 + number, file.string() + ": stopped while it was read");
    if (number == SIGXCPU)
        throw core::Failure(core::exit_code::refused, file.string() + ": takes too long to decode");
    refuse_volume(file,
                  number ? fmt::format("{} crashed while it decoded the file ({})", library, ::strsignal(number))
                         : fmt::format("{} ended the decoding with exit code {}", library, WEXITSTATUS(status)),
                  "a file that the library can read", "the file is damaged; write it again");
}

/// Texts of a problem or failure, as thrown in the other process.
[[noreturn]] void rethrow(const VolumeReply& reply, const std::string& bytes)
{
    std::vector<std::string> texts;
    for (std::size_t at = 0, end = 0; (end = bytes.find('\0', at)) != bytes.npos; at = end + 1)
        texts.push_back(bytes.substr(at, end - at));
    if (reply.kind == VolumeReply::Kind::failure)
        throw core::Failure(reply.exit_code, texts.empty() ? "" : texts.front());
    std::vector<core::Problem> problems;
    for (std::size_t k = 0; k + 5 <= texts.size(); k += 5)
        problems.push_back({texts[k], 0, 0, texts[k + 1], texts[k + 2], texts[k + 3], texts[k + 4]});
    throw core::InputError(std::move(problems));
}

/// An empty vector of the type with this index.
template <std::size_t... index>
LabelVolume::Labels labels_of_type(std::size_t type, std::index_sequence<index...>)
{
    LabelVolume::Labels labels;
    ((index == type ? void(labels.emplace<index>()) : void()), ...);
    return labels;
}

template <std::size_t size>
std::string text_in(const char (&from)[size])
{
    return printable({from, ::strnlen(from, size)});
}

/// Nothing when the axes are none.
std::optional<VolumeGeometry> geometry_of(const VolumeReply& reply)
{
    VolumeGeometry g{.form = text_in(reply.form), .axes_chosen = reply.axes_chosen != 0, .unit = text_in(reply.unit)};
    if (reply.has_spacing) g.spacing.emplace();
    if (reply.has_origin) g.origin.emplace();
    for (std::size_t a = 0; a < 3; ++a) {
        g.size[a] = reply.size[a];
        g.first[a] = reply.first[a];
        g.axes.along[a] = reply.along[a];
        g.axes.backwards[a] = reply.backwards[a] != 0;
        if (g.spacing) (*g.spacing)[a] = reply.spacing[a];
        if (g.origin) (*g.origin)[a] = reply.origin[a];
    }
    const bool usable =
        !g.spacing || std::ranges::all_of(*g.spacing, [](double w) { return std::isfinite(w) && w >= 0; });
    return usable && std::ranges::is_permutation(g.axes.along, std::array{0, 1, 2}) ? std::optional(g) : std::nullopt;
}

/// The labels that the reply announces; nothing when it contradicts itself or they do not all come. Nothing that the
/// process says is believed either: a library may be under the control of the file by now.
std::optional<LabelVolume> received(const Child& child, const VolumeReply& reply, const VolumeChoice& choice)
{
    constexpr std::size_t types = std::variant_size_v<LabelVolume::Labels>;
    const auto geometry = geometry_of(reply);
    if (!geometry || reply.type < 0 || std::size_t(reply.type) >= types) return std::nullopt;
    LabelVolume volume{.geometry = *geometry,
                       .labels = labels_of_type(std::size_t(reply.type), std::make_index_sequence<types>()),
                       .first_axis_fastest = reply.first_axis_fastest != 0};
    std::uint64_t cells = reply.bytes;
    const bool whole = std::visit(
        [&]<class Label>(std::vector<Label>&) {
            return std::exchange(cells, cells / sizeof(Label)) % sizeof(Label) == 0;
        },
        volume.labels);
    std::uint64_t left = cells;
    for (const int size : geometry->size) {
        if (size < 1 || left % std::uint64_t(size) != 0) return std::nullopt;
        left /= std::uint64_t(size);
    }
    if (!whole || left != 1 || (choice.most_bytes && reply.bytes > choice.most_bytes)) return std::nullopt;
    const bool all = std::visit(
        [&](auto& labels) {
            labels.resize(cells);
            return child.read(labels.data(), reply.bytes) == reply.bytes;
        },
        volume.labels);
    return all ? std::optional(std::move(volume)) : std::nullopt;
}

}  // namespace

void decode_volumes_by(const std::filesystem::path& program) { decoder() = program; }

std::optional<LabelVolume> decoded_by_child(const std::filesystem::path& file, const char* library,
                                            const VolumeChoice& choice)
{
    const auto child = started(file, choice);
    if (!child) return std::nullopt;
    VolumeReply reply;
    const bool replied = child->read(&reply, sizeof reply) == sizeof reply && reply.magic == VolumeReply::right_magic;
    if (!replied) refuse_crash(*child, file, library);
    if (reply.kind != VolumeReply::Kind::labels) {
        std::string texts(std::min(reply.bytes, VolumeReply::longest_text), '\0');
        if (child->read(texts.data(), texts.size()) != texts.size()) refuse_crash(*child, file, library);
        rethrow(reply, texts);
    }
    if (auto volume = received(*child, reply, choice)) return volume;
    refuse_crash(*child, file, library);
}

}  // namespace dermavox::scene
