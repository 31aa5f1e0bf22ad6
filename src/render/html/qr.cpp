#include "render/html/qr.hpp"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace render::html {

safe qr_code(std::string_view text, std::string_view label) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_M), &QRcode_free};
    if (!code) throw std::length_error{"too long for a QR code"};
    constexpr int margin = 4;
    const int width = code->width;
    markup out;
    out.raw("<svg class=\"qr\" role=\"img\" viewBox=\"0 0 ").number(width + 2 * margin).raw(" ");
    out.number(width + 2 * margin).raw("\" width=\"232\" height=\"232\"><title>").text(label);
    out.raw("</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\"");
    for (int y = 0; y < width; ++y)
        for (int x = 0; x < width; ++x) {
            const auto is_dark = [&](int at) { return at < width && code->data[y * width + at] & 1; };
            if (!is_dark(x)) continue;
            int run = 1;
            while (is_dark(x + run))
                ++run;
            out.raw("M").number(x + margin).raw(" ").number(y + margin).raw("h").number(run).raw("v1h-").number(run);
            out.raw("z");
            x += run;
        }
    out.raw("\"/></svg>");
    return std::move(out).finish();
}

} // namespace render::html
