#pragma once

#include "intake/read_file.hpp"

#include <pugixml.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace intake {

// A zip file in memory. Nothing is ever written out, and what is unpacked is counted while it is unpacked.
class package {
  public:
    static base::result<package> open(std::string_view bytes, const limits& allowed);

    bool holds(const std::string& name) const;
    // Absent where the package has no such part.
    base::result<std::optional<std::string>> read(const std::string& name);
    // The part as XML; an empty document where the package has no such part.
    base::result<pugi::xml_document> xml(const std::string& name);

  private:
    struct closer {
        void operator()(zip* archive) const;
    };
    using archive_ptr = std::unique_ptr<zip, closer>;

    package(archive_ptr archive, const limits& allowed) : archive_{std::move(archive)}, allowed_{allowed} {}
    base::result<std::string> inflate(std::uint64_t index, std::uint64_t packed_size);

    archive_ptr archive_;
    limits allowed_;
    std::size_t unpacked_ = 0;
};

// XML names without their prefix: which prefix stands for a namespace is the writer's choice.
std::string_view local(const char* name);
inline std::string_view local(const pugi::xml_node& node) { return local(node.name()); }
pugi::xml_node child(const pugi::xml_node& parent, std::string_view name);
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
// The attribute as a number, `otherwise` where it is absent or none.
long number(const pugi::xml_node& node, std::string_view name, long otherwise);

// Readers of the kinds of package; the walk of a tree deeper than this is refused.
constexpr int most_depth = 300;
base::result<extracted> read_docx(package& from, const std::string& main_part, const limits& allowed);
base::result<extracted> read_odt(package& from, const limits& allowed);
base::result<extracted> read_xlsx(package& from, const std::string& main_part, const limits& allowed);

} // namespace intake
