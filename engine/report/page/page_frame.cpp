#include "engine/report/page/page_frame.hpp"

#include "engine/report/chart/base64.hpp"
#include "engine/report/page/page_sources.hpp"
#include "engine/report/text.hpp"

#include <cctype>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

/// A policy names a script by the base64 of its SHA-256.
std::string policy_source(std::string_view digest)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digest.size(); i += 2)
        bytes += char(std::stoi(std::string(digest.substr(i, 2)), nullptr, 16));
    return "'sha256-" + base64(bytes) + "'";
}

/// Ids of the sections that have a heading and are shown.
std::vector<std::string> section_ids(std::string_view html)
{
    constexpr std::string_view start = "<section id=\"";
    std::vector<std::string> ids;
    for (std::size_t at = html.find(start); at != std::string_view::npos; at = html.find(start, at)) {
        at += start.size();
        const std::string id(html.substr(at, html.find('"', at) - at));
        if (html.substr(at + id.size()).starts_with(fmt::format("\" aria-labelledby=\"{}-h\"", id)))
            ids.push_back(id);
    }
    return ids;
}

/// One line of links, an id each: the section's short name.
std::string contents(std::string_view html)
{
    const std::vector<std::string> ids = section_ids(html);
    if (ids.size() < 3) return {};
    std::string links;
    for (const std::string& id : ids) {
        std::string name = id;
        name[0] = char(std::toupper(static_cast<unsigned char>(name[0])));
        links += fmt::format("<li><a href=\"#{}\">{}</a></li>", id, escaped(name));
    }
    return "<nav class=\"contents\" aria-label=\"Contents\"><ul>" + links + "</ul></nav>\n";
}

}  // namespace

std::string page_html(const PageFrame& frame)
{
    std::vector<PageScript> scripts = {{page_sources::hover, page_sources::hover_sha256},
                                       {page_sources::tables, page_sources::tables_sha256}};
    scripts.insert(scripts.end(), frame.scripts.begin(), frame.scripts.end());
    std::string sources, texts;
    for (const PageScript& script : scripts) {
        sources += ' ' + policy_source(script.sha256);
        texts += fmt::format("<script>{}</script>\n", script.text);
    }
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src{}; img-src data:; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>\n<style>{}</style></head>\n"
        "<body>\n{}<main{}>\n{}</main>\n{}{}</body></html>\n",
        sources, escaped(frame.title), page_sources::style, contents(frame.html),
        frame.style.empty() ? "" : fmt::format(" class=\"{}\"", frame.style), frame.html, frame.data, texts);
}

}  // namespace dermavox::report
