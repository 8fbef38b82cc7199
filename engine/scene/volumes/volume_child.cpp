#include "engine/scene/volumes/volume_child.hpp"

#include "dermavox/core/memory.hpp"
#include "dermavox/core/parallel.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace dermavox::scene {
namespace {

void write_all(const void* from, std::uint64_t bytes)
{
    for (const char* next = static_cast<const char*>(from); bytes > 0;) {
        const ssize_t written = ::write(STDOUT_FILENO, next, std::min<std::uint64_t>(bytes, 1 << 20));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) _exit(core::exit_code::io_error);  // nobody reads
        next += written;
        bytes -= std::uint64_t(written);
    }
}

/// Gives pages back as they are written, so that the labels are held once and not by both processes.
template <class Label>
void hand_over(std::vector<Label>& labels)
{
    constexpr std::uint64_t page = 4096, step = 1 << 20;
    char* const begin = reinterpret_cast<char*>(labels.data());
    const std::uint64_t bytes = labels.size() * sizeof(Label);
    std::uint64_t given = (page - reinterpret_cast<std::uintptr_t>(begin) % page) % page;
    for (std::uint64_t at = 0; at < bytes; at += step) {
        const std::uint64_t end = std::min(bytes, at + step);
        write_all(begin + at, end - at);
        if (end < given + page) continue;
        const std::uint64_t whole = (end - given) / page * page;
        ::madvise(begin + given, whole, MADV_DONTNEED);
        given += whole;
    }
}

template <std::size_t size>
void put_text(const std::string& text, char (&to)[size])
{
    text.copy(to, size - 1);
}

VolumeReply reply_of(const VolumeGeometry& g)
{
    VolumeReply reply{
        .axes_chosen = g.axes_chosen, .has_spacing = g.spacing.has_value(), .has_origin = g.origin.has_value()};
    std::ranges::copy(g.size, reply.size);
    std::ranges::copy(g.first, reply.first);
    std::ranges::copy(g.axes.along, reply.along);
    std::ranges::copy(g.axes.backwards, reply.backwards);
    if (g.spacing) std::ranges::copy(*g.spacing, reply.spacing);
    if (g.origin) std::ranges::copy(*g.origin, reply.origin);
    put_text(g.form, reply.form);
    put_text(g.unit, reply.unit);
    return reply;
}

void send(LabelVolume volume)
{
    VolumeReply reply = reply_of(volume.geometry);
    reply.first_axis_fastest = volume.first_axis_fastest;
    reply.type = std::int32_t(volume.labels.index());
    std::visit(
        [&]<class Label>(std::vector<Label>& labels) {
            reply.bytes = labels.size() * sizeof(Label);
            write_all(&reply, sizeof reply);
            hand_over(labels);
        },
        volume.labels);
}

void send_texts(VolumeReply::Kind kind, int exit_code, const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) all += text.substr(0, text.find('\0')) + '\0';
    const VolumeReply reply{.kind = kind, .exit_code = exit_code, .bytes = all.size()};
    write_all(&reply, sizeof reply);
    write_all(all.data(), all.size());
}

void limit(__rlimit_resource resource, std::uint64_t most)
{
    rlimit now{};
    if (::getrlimit(resource, &now) != 0) return;
    now.rlim_cur = std::min<rlim_t>(now.rlim_max, most);
    ::setrlimit(resource, &now);
}

void limit_process(const std::filesystem::path& file, std::uint64_t most_bytes)
{
    constexpr std::uint64_t margin = 64 << 20, seconds = 60, bytes_a_second = 10'000'000;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, seconds + (error ? 0 : size / bytes_a_second));
    if (most_bytes > 0) limit(RLIMIT_AS, std::uint64_t(core::address_space()) + margin + most_bytes);
}

void serve(const std::filesystem::path& file, const VolumeChoice& choice)
try {
    limit_process(file, choice.most_bytes);
    core::with_threads(1, [&] { send(decode_label_volume(file, choice)); });
} catch (const core::InputError& error) {
    std::vector<std::string> texts;
    for (const core::Problem& p : error.problems())
        texts.insert(texts.end(), {p.file, p.key, p.found, p.expected, p.hint});
    send_texts(VolumeReply::Kind::problems, core::exit_code::bad_input, texts);
} catch (const core::Failure& failure) {
    send_texts(VolumeReply::Kind::failure, failure.exit_code(), {failure.what()});
} catch (const std::bad_alloc&) {
    send_texts(VolumeReply::Kind::failure, core::exit_code::refused,
               {file.string() + ": takes more memory than is allowed; crop or coarsen the volume, or raise "
                                "--max-memory"});
}

}  // namespace

std::optional<int> serve_volume(int argc, char** argv)
{
    if (argc != 7 || argv[1] != std::string_view(volume_child_argument)) return std::nullopt;
    serve(argv[2], {.name = argv[3],
                    .most_bytes = std::strtoull(argv[4], nullptr, 10),
                    .axes = parse_axes(argv[5]),
                    .one_file = *argv[6] != '\0'});
    return core::exit_code::done;
}

}  // namespace dermavox::scene
