#include "http/page.hpp"

#include "http/compress.hpp"
#include "http/head.hpp"

#include <sodium.h>

#include <fmt/format.h>

#include <algorithm>

namespace http {
namespace {

constexpr std::size_t least_packed = 512; // bytes: below, the saving is less than the header line it costs

constexpr std::string_view tag_suffix(coding c) {
    switch (c) {
    case coding::gzip:
        return "-gz";
    case coding::brotli:
        return "-br";
    case coding::identity:
        break;
    }
    return "";
}

std::string content_tag(std::string_view bytes) {
    std::array<unsigned char, crypto_generichash_BYTES_MIN> digest{};
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    std::string hex;
    for (const auto byte : digest)
        fmt::format_to(std::back_inserter(hex), "{:02x}", byte);
    return hex;
}

bool is_packable(std::string_view type) {
    const auto starts = [&](std::string_view head) { return type.substr(0, head.size()) == head; };
    return starts("text/") || starts("image/svg") || starts("font/ttf") ||
           (starts("application/") && !starts("application/pdf") && !starts("application/zip"));
}

// One Vary for both what the page depends on and the coding: some caches read the first only.
std::string vary(const fields& headers) {
    std::string all = "Accept-Encoding";
    for (const auto& [name, value] : headers)
        if (same_name(name, "Vary")) all += ", " + value;
    return all;
}

void finish(page::form& form, const page& of) {
    form.etag = form.coding == coding::identity
                    ? of.etag
                    : of.etag.substr(0, of.etag.size() - 1) + std::string{tag_suffix(form.coding)} + "\"";
    fields own;
    std::copy_if(of.headers.begin(), of.headers.end(), std::back_inserter(own),
                 [](const auto& field) { return !same_name(field.first, "Vary"); });
    std::string common;
    append_field(common, "ETag", form.etag);
    append_field(common, "Vary", vary(of.headers));
    append_fields(common, own, "no-cache");
    common += "\r\n";

    append_field(form.head, "Content-Type", of.content_type);
    append_field(form.head, "Content-Length", std::to_string(form.body.size()));
    if (form.coding == coding::gzip) append_field(form.head, "Content-Encoding", "gzip");
    if (form.coding == coding::brotli) append_field(form.head, "Content-Encoding", "br");
    form.head += common;
    form.head_unchanged = std::move(common);
}

} // namespace

page::page(std::string type, std::string bytes, fields own)
    : content_type{std::move(type)}, plain{std::move(bytes)}, etag{"\"" + content_tag(plain) + "\""}, headers{std::move(
                                                                                                          own)} {
    identity_.body = plain;
    finish(identity_, *this);
    if (plain.size() >= least_packed && is_packable(content_type)) return;
    for (auto& one : packed_)
        std::call_once(one.once, [&] {
            one.chosen = &identity_;
            one.is_made = true;
        });
}

bool page::is_ready(coding c) const {
    if (c == coding::identity) return true;
    return packed_[c == coding::gzip ? 0 : 1].is_made.load(std::memory_order_acquire);
}

const page::form& page::as(coding c) const {
    if (c == coding::identity) return identity_;
    auto& one = packed_[c == coding::gzip ? 0 : 1];
    if (!one.is_made.load(std::memory_order_acquire)) std::call_once(one.once, [&] { make(c, one); });
    return *one.chosen;
}

void page::make(coding c, slot& into) const {
    into.made.packed = c == coding::gzip ? gzip(plain) : brotli(plain);
    if (into.made.packed.size() < plain.size()) {
        into.made.packed.shrink_to_fit();
        into.made.body = into.made.packed;
        into.made.coding = c;
        finish(into.made, *this);
        into.chosen = &into.made;
    } else {
        into.made.packed = {};
        into.chosen = &identity_;
    }
    into.is_made.store(true, std::memory_order_release);
}

bool page::has_etag(std::string_view tag) const {
    const auto stem = std::string_view{etag}.substr(0, etag.size() - 1);
    if (tag.substr(0, stem.size()) != stem) return false;
    const auto rest = tag.substr(stem.size());
    return rest == "\"" || rest == "-gz\"" || rest == "-br\"";
}

std::size_t page::memory() const { return sizeof(page) + plain.size() + plain.size() / 2 + 4 * identity_.head.size(); }

std::shared_ptr<const page> make_page(std::string content_type, std::string bytes, fields headers) {
    return std::make_shared<const page>(std::move(content_type), std::move(bytes), std::move(headers));
}

} // namespace http
