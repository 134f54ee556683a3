// How a one-time code reaches a telephone. Must not know who asked, nor how often one may.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/log.hpp"

namespace yg::server {

struct CodeMessage {
    std::string phone;  ///< Eleven digits.
    std::string code;
};

/// What became of a message.
enum class Sending : std::uint8_t {
    sent,      ///< It was handed on.
    not_sent,  ///< Certainly not: nobody can have got it.
    unknown,   ///< It may have gone, as when no answer came.
};

class CodeSender {
public:
    virtual ~CodeSender() = default;
    /// From any thread; must not block. Calls `done` exactly once, at once or later from any
    /// thread.
    virtual void send(CodeMessage message, std::function<void(Sending)> done) = 0;
    /// Before those end who are told: what is under way has failed, and so does whatever comes.
    virtual void close() {}
};

/// For development: writes each code to the log, where anybody who reads it can use it.
class ConsoleSender final : public CodeSender {
public:
    explicit ConsoleSender(Log log) : log_(std::move(log)) {}
    void send(CodeMessage message, std::function<void(Sending)> done) override;

private:
    Log log_;
};

/// For demo mode, where the answer itself carries the code: nothing is sent.
class SilentSender final : public CodeSender {
public:
    void send(CodeMessage message, std::function<void(Sending)> done) override;
};

}  // namespace yg::server
