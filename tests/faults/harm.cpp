// Harm that a machine does to a program at a moment that no speed of it can outrun. Preloaded (LD_PRELOAD); what is
// done is in the environment:
//
//     HARM="CALL N WHAT"     at the Nth call, counted from main on: of fsync, renameat2, statvfs, pwrite (what SQLite
//                            writes with), alloc (every operator new), or of opening a file for writing whose path
//                            holds TEXT (open=TEXT)
//     WHAT                   a signal to the program itself (KILL, TERM, INT, STOP), or an error's number, at that
//     call
//                            and all that follow; alloc: "once" or "on" for those that follow too
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <new>
#include <string_view>
#include <sys/statvfs.h>
#include <unistd.h>

namespace {

struct Order {
    char call[256] = "", what[16] = "";
    long from = 0;
};

Order order;
bool in_main = false;
long calls = 0;

void read_order()
{
    const char* text = std::getenv("HARM");
    if (!text) return;
    const std::string_view all = text;
    const auto second = all.rfind(' '), first = all.rfind(' ', second - 1);
    all.copy(order.call, first < 255 ? first : 255);
    order.from = std::atol(text + first + 1);
    all.substr(second + 1).copy(order.what, 15);
}

int signal_named(const char* name)
{
    if (!std::strcmp(name, "KILL")) return SIGKILL;
    if (!std::strcmp(name, "TERM")) return SIGTERM;
    if (!std::strcmp(name, "INT")) return SIGINT;
    if (!std::strcmp(name, "STOP")) return SIGSTOP;
    return 0;
}

bool is_due(const char* call)
{
    if (!in_main || std::strcmp(order.call, call) != 0) return false;
    const long now = __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    return std::strcmp(order.what, "once") ? now >= order.from : now == order.from;
}

/// 0, or the error that the call ends with.
int harm(const char* call)
{
    if (!is_due(call)) return 0;
    const int signal = signal_named(order.what);
    if (signal == 0) return std::atoi(order.what);
    if (__atomic_load_n(&calls, __ATOMIC_RELAXED) == order.from) ::kill(::getpid(), signal);
    return 0;
}

template <class F>
F next(const char* name)
{
    return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

template <class... A>
[[maybe_unused]] void* allocated(const char* name, A... a)
{
    return next<void* (*)(A...)>(name)(a...);
}

template <class... A>
[[maybe_unused]] void* made(const char* name, A... a)
{
    if (is_due("alloc")) throw std::bad_alloc();
    return allocated(name, a...);
}

int opened(const char* path, int flags, mode_t mode, const char* name)
{
    if ((flags & (O_WRONLY | O_RDWR)) && !std::strncmp(order.call, "open=", 5) &&
        std::string_view(path).find(order.call + 5) != std::string_view::npos)
        if (const int error = harm(order.call)) {
            errno = error;
            return -1;
        }
    return next<int (*)(const char*, int, mode_t)>(name)(path, flags, mode);
}

using Main = int (*)(int, char**, char**);
Main real_main;

int counted_main(int argc, char** argv, char** environment)
{
    read_order();
    in_main = true;
    return real_main(argc, argv, environment);
}

}  // namespace

extern "C" {

int __libc_start_main(Main main, int argc, char** argv, void (*init)(), void (*fini)(), void (*rtld_fini)(),
                      void* end)
{
    real_main = main;
    return next<int (*)(Main, int, char**, void (*)(), void (*)(), void (*)(), void*)>("__libc_start_main")(
        counted_main, argc, argv, init, fini, rtld_fini, end);
}

int fsync(int descriptor)
{
    if ((errno = harm("fsync"))) return -1;
    return next<int (*)(int)>("fsync")(descriptor);
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t count, off64_t at)
{
    if ((errno = harm("pwrite"))) return -1;
    return next<ssize_t (*)(int, const void*, std::size_t, off64_t)>("pwrite64")(descriptor, bytes, count, at);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags)
{
    if ((errno = harm("renameat2"))) return -1;
    return next<int (*)(int, const char*, int, const char*, unsigned)>("renameat2")(from_folder, from, to_folder, to,
                                                                                    flags);
}

int statvfs(const char* path, struct statvfs* found) noexcept
{
    const int result = next<int (*)(const char*, struct statvfs*)>("statvfs")(path, found);
    if (harm("statvfs")) found->f_bavail = 0;
    return result;
}

int open(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return opened(path, flags, mode, "open");
}

int open64(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return opened(path, flags, mode, "open64");
}

}  // extern "C"

#ifdef HARM_ALLOC  // malloc is oneTBB's in the program, and bears no second replacement
// NOLINTBEGIN: the standard's own names
void* operator new(std::size_t bytes) { return made("_Znwm", bytes); }
void* operator new[](std::size_t bytes) { return made("_Znam", bytes); }
void* operator new(std::size_t bytes, std::align_val_t a) { return made("_ZnwmSt11align_val_t", bytes, a); }
void* operator new[](std::size_t bytes, std::align_val_t a) { return made("_ZnamSt11align_val_t", bytes, a); }
void* operator new(std::size_t bytes, const std::nothrow_t& n) noexcept
{
    return is_due("alloc") ? nullptr : allocated("_ZnwmRKSt9nothrow_t", bytes, &n);
}
void* operator new[](std::size_t bytes, const std::nothrow_t& n) noexcept
{
    return is_due("alloc") ? nullptr : allocated("_ZnamRKSt9nothrow_t", bytes, &n);
}
// NOLINTEND
#endif
