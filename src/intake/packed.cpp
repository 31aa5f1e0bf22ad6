#include "intake/kinds.hpp"
#include "intake/package.hpp"
#include "intake/refuse.hpp"

#include "base/text.hpp"

namespace intake {
namespace {

constexpr std::string_view odf = "application/vnd.oasis.opendocument.";

base::result<extracted> read_open_document(package& from, std::string_view type, const limits& allowed) {
    if (type.starts_with("text")) return read_odt(from, allowed);
    return refuse(type.starts_with("spreadsheet") ? "ods" : "unknown_packed");
}

// The main part is named by the package's relations; most programs call it word/document.xml.
base::result<std::string> find_main_part(package& from) {
    const auto relations = from.xml("_rels/.rels");
    if (!relations) return tl::unexpected{relations.error()};
    for (const auto& relation : child(*relations, "Relationships").children()) {
        if (!attribute(relation, "Type").ends_with("/officeDocument")) continue;
        std::string target{attribute(relation, "Target")};
        while (target.starts_with('/'))
            target.erase(0, 1);
        return target;
    }
    for (const char* usual : {"word/document.xml", "xl/workbook.xml"})
        if (from.holds(usual)) return usual;
    return std::string{};
}

} // namespace

base::result<extracted> read_packed(std::string_view bytes, const limits& allowed) {
    auto opened = package::open(bytes, allowed);
    if (!opened) return tl::unexpected{opened.error()};
    const auto type = opened->read("mimetype");
    if (!type) return tl::unexpected{type.error()};
    if (*type && base::trimmed(**type).starts_with(odf))
        return read_open_document(*opened, base::trimmed(**type).substr(odf.size()), allowed);
    const auto main = find_main_part(*opened);
    if (!main) return tl::unexpected{main.error()};
    if (main->empty()) return refuse("unknown_packed");
    if (!opened->holds(*main)) return refuse("packed_part", {{"part", *main}});
    if (main->starts_with("xl/")) return read_xlsx(*opened, *main, allowed);
    if (main->starts_with("ppt/")) return refuse("unknown_packed");
    return read_docx(*opened, *main, allowed);
}

} // namespace intake
