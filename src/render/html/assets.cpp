#include "render/html/assets.hpp"

#include "render/html/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace render {
namespace {

// FNV-1a, 64 bits: it only has to differ when our own file does.
std::uint64_t digest(std::string_view bytes) {
    std::uint64_t h = 0xcbf29ce484222325U;
    for (const char c : bytes) {
        h ^= static_cast<unsigned char>(c);
        h *= 0x100000001b3U;
    }
    return h;
}

std::string_view type_of(std::string_view path) {
    if (path.ends_with(".css")) return "text/css; charset=utf-8";
    if (path.ends_with(".woff2")) return "font/woff2";
    if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (path.ends_with(".svg")) return "image/svg+xml";
    if (path.ends_with(".png")) return "image/png";
    if (path.ends_with(".tsv")) return "text/tab-separated-values; charset=utf-8";
    return "text/plain; charset=utf-8";
}

struct named_asset {
    std::string name;
    asset file;
};

std::string address_of(std::string_view name, std::string_view bytes) {
    const auto dot = name.rfind('.');
    return fmt::format("/assets/{}-{:016x}{}", name.substr(0, dot), digest(bytes), name.substr(dot));
}

// Style sheets name other files as url("inter.woff2"); they come last, so that those addresses are known.
std::vector<named_asset> all_assets() {
    std::vector<named_asset> all;
    for (const bool styles : {false, true}) {
        for (const auto& f : asset_files::files()) {
            if (f.path.ends_with(".css") != styles) continue;
            std::string bytes{f.bytes};
            for (const auto& other : all) {
                const auto named = fmt::format("url(\"{}\")", other.name);
                for (auto at = bytes.find(named); at != std::string::npos; at = bytes.find(named, at)) {
                    bytes.replace(at, named.size(), fmt::format("url(\"{}\")", other.file.address));
                }
            }
            all.push_back({std::string{f.path}, {address_of(f.path, bytes), std::string{type_of(f.path)}, bytes}});
        }
    }
    return all;
}

const std::vector<named_asset>& assets() {
    static const auto all = all_assets();
    return all;
}

} // namespace

const asset& find_asset(std::string_view name) {
    const auto& all = assets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& a) { return a.name == name; });
    if (found == all.end()) throw std::logic_error{"there is no asset " + std::string{name}};
    return found->file;
}

const asset* asset_at(std::string_view address) {
    const auto& all = assets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& a) { return a.file.address == address; });
    return found == all.end() ? nullptr : &found->file;
}

} // namespace render
