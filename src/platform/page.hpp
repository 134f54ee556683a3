// The page around the canvas: its address, its frames, and what the device offers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace yg::platform {

/// Space taken by notches, bars and the keyboard, in CSS pixels.
struct Insets {
    float top = 0;
    float right = 0;
    float bottom = 0;
    float left = 0;

    bool operator==(const Insets&) const = default;
};

/// The mouse's.
enum class Cursor : std::uint8_t { arrow, hand, text };

class Page {
public:
    virtual ~Page() = default;

    /// Asks for one animation frame; asking again before it comes changes nothing.
    virtual void request_frame() = 0;
    /// Asks for a frame once the steady clock passes `steady_ms`; the earliest wish wins.
    virtual void wake_at(double steady_ms) = 0;

    /// The part of the address after '#', e.g. "/rooms/shuhua"; "/" when there is none.
    virtual std::string route() = 0;
    /// `push` adds a step to the browser's history, otherwise the current one is replaced.
    virtual void set_route(std::string_view route, bool push) = 0;
    /// Adds a step to the browser's history that keeps the address: the way back from what lies
    /// over the page.
    virtual void push_step() = 0;
    /// So many steps; the page hears of the address it comes to later.
    virtual void go_back(int steps) = 0;

    /// Loads the page anew, as new as the server has it.
    virtual void reload() = 0;

    /// Starts a telephone call ("119").
    virtual void dial(std::string_view number) = 0;
    /// Hands a file to the person, to keep where the device keeps downloads. `type` is its media
    /// type. False when the device can't.
    virtual bool save_file(std::string_view name, std::string_view type,
                           std::string_view content) = 0;
    /// Of the document: what a screen reader says first of a page, and the browser's history shows.
    virtual void set_title(std::string_view title) = 0;
    /// Language of the document, for screen readers: "zh-CN" or "en".
    virtual void set_language(std::string_view tag) = 0;
    /// Keeps the browser's own bars and the page's background in the theme's colours.
    virtual void set_theme(bool dark) = 0;
    virtual void set_cursor(Cursor cursor) = 0;
    /// Of running text, in CSS pixels: where the semantic elements are the page, they follow it.
    virtual void set_text_size(float size) = 0;
};

}  // namespace yg::platform
