#include "intake/package.hpp"

#include "intake/refuse.hpp"

#include <zip.h>

#include <array>
#include <charconv>
#include <cstring>

namespace intake {
namespace {

constexpr zip_int64_t most_entries = 10'000;

bool is_trick(std::string_view name) {
    return name.starts_with('/') || name.find('\\') != std::string_view::npos || name == ".." ||
           name.starts_with("../") || name.find("/../") != std::string_view::npos || name.ends_with("/..");
}

struct file_closer {
    void operator()(zip_file* file) const { zip_fclose(file); }
};

} // namespace

void package::closer::operator()(zip* archive) const { zip_discard(archive); }

base::result<package> package::open(std::string_view bytes, const limits& allowed) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) throw std::bad_alloc{};
    archive_ptr archive{zip_open_from_source(source, ZIP_RDONLY, &error)};
    zip_error_fini(&error);
    if (!archive) {
        zip_source_free(source);
        return refuse("packed_broken");
    }
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count > most_entries) return refuse("packed_parts", {{"limit", std::int64_t{most_entries}}});
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t about;
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &about) != 0) return refuse("packed_broken");
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
            return refuse("packed_encrypted");
        if ((about.valid & ZIP_STAT_NAME) != 0 && is_trick(about.name)) return refuse("packed_path");
    }
    return package{std::move(archive), allowed};
}

bool package::holds(const std::string& name) const { return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0; }

base::result<std::optional<std::string>> package::read(const std::string& name) {
    const auto index = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (index < 0) return std::optional<std::string>{};
    zip_stat_t about;
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &about) != 0)
        return refuse("packed_broken");
    auto text = inflate(static_cast<std::uint64_t>(index), about.comp_size);
    if (!text) return tl::unexpected{text.error()};
    return std::optional{std::move(*text)};
}

// The sizes that the file states are not believed: a bomb lies about them.
base::result<std::string> package::inflate(std::uint64_t index, std::uint64_t packed_size) {
    const std::unique_ptr<zip_file, file_closer> file{zip_fopen_index(archive_.get(), index, 0)};
    if (!file) return refuse("packed_broken");
    std::string text;
    std::array<char, 65536> buffer{};
    while (true) {
        const auto n = zip_fread(file.get(), buffer.data(), buffer.size());
        if (n < 0) return refuse("packed_broken");
        if (n == 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(n));
        unpacked_ += static_cast<std::size_t>(n);
        const auto ratio = static_cast<double>(text.size()) / static_cast<double>(packed_size + 1);
        const bool blown = text.size() > 1'000'000 && ratio > allowed_.ratio;
        if (blown || text.size() > allowed_.part_bytes || unpacked_ > allowed_.unpacked_bytes)
            return refuse("packed_bomb", {{"limit", megabytes(allowed_.part_bytes)}});
    }
}

base::result<pugi::xml_document> package::xml(const std::string& name) {
    auto text = read(name);
    if (!text) return tl::unexpected{text.error()};
    pugi::xml_document document;
    if (!*text) return document;
    // The document type is kept and not read: no entity but the five of XML is ever expanded, nothing outside is
    // opened. What the text says where its own entities stand cannot be known then, and no office program writes any.
    const auto read = document.load_buffer(text->value().data(), text->value().size(),
                                           pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
    if (!read) return refuse("packed_xml", {{"part", name}});
    for (const auto& node : document.children())
        if (node.type() == pugi::node_doctype && std::strstr(node.value(), "<!ENTITY") != nullptr)
            return refuse("packed_entities", {{"part", name}});
    return document;
}

std::string_view local(const char* name) {
    const char* colon = std::strchr(name, ':');
    return colon == nullptr ? name : colon + 1;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([name](const pugi::xml_node& node) { return local(node) == name; });
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    return node.find_attribute([name](const pugi::xml_attribute& a) { return local(a.name()) == name; }).value();
}

long number(const pugi::xml_node& node, std::string_view name, long otherwise) {
    const auto text = attribute(node, name);
    long value = otherwise;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} ? value : otherwise;
}

} // namespace intake
