// A message service of a test's own on this machine: takes one request after the other, with or
// without TLS, and answers what it is told to.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace yg::server {

/// A key with a certificate of its own making, for the host name "localhost".
struct SelfSigned {
    SelfSigned() : key(EVP_EC_gen("P-256")), certificate(X509_new()) {
        X509_set_version(certificate, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_NAME* name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_EXTENSION* names =
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
        X509_add_ext(certificate, names, -1);
        X509_EXTENSION_free(names);
        REQUIRE(X509_sign(certificate, key, EVP_sha256()) > 0);
    }
    ~SelfSigned() {
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    SelfSigned(const SelfSigned&) = delete;
    SelfSigned& operator=(const SelfSigned&) = delete;

    void write_certificate(const std::string& path) const {
        FILE* file = std::fopen(path.c_str(), "w");
        REQUIRE(file != nullptr);
        PEM_write_X509(file, certificate);
        std::fclose(file);
    }

    EVP_PKEY* key;
    X509* certificate;
};

class MessageService {
public:
    /// Without `identity` it speaks plain HTTP. An empty `answer` is none: it stays silent.
    explicit MessageService(std::string answer, const SelfSigned* identity = nullptr)
        : answer_(std::move(answer)), listening_(socket(AF_INET, SOCK_STREAM, 0)) {
        if (identity != nullptr) {
            tls_ = SSL_CTX_new(TLS_server_method());
            SSL_CTX_use_certificate(tls_, identity->certificate);
            SSL_CTX_use_PrivateKey(tls_, identity->key);
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(bind(listening_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
        REQUIRE(listen(listening_, 8) == 0);
        getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~MessageService() {
        shutdown(listening_, SHUT_RDWR);
        stopping_ = true;
        thread_.join();
        close(listening_);
        if (tls_ != nullptr) SSL_CTX_free(tls_);
    }
    MessageService(const MessageService&) = delete;
    MessageService& operator=(const MessageService&) = delete;

    [[nodiscard]] std::string port() const { return std::to_string(port_); }
    std::vector<std::string> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

private:
    void serve() {
        while (true) {
            const int peer = accept(listening_, nullptr, nullptr);
            if (peer < 0) return;
            const timeval patience{.tv_sec = 1, .tv_usec = 0};
            setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            SSL* ssl = tls_ == nullptr ? nullptr : SSL_new(tls_);
            if (ssl != nullptr) SSL_set_fd(ssl, peer);
            if (ssl == nullptr || SSL_accept(ssl) == 1) answer(peer, ssl);
            if (ssl != nullptr) SSL_free(ssl);
            close(peer);
        }
    }

    void answer(int peer, SSL* ssl) {
        std::string request;
        char bytes[4096];
        // Its last byte closes the JSON.
        while (request.empty() || request.back() != '}') {
            const int count = ssl != nullptr ? SSL_read(ssl, bytes, sizeof bytes)
                                             : static_cast<int>(recv(peer, bytes, sizeof bytes, 0));
            if (count <= 0) return;
            request.append(bytes, static_cast<std::size_t>(count));
        }
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(request);
        }
        while (answer_.empty() && !stopping_) usleep(1000);
        const int size = static_cast<int>(answer_.size());
        if (ssl != nullptr) {
            SSL_write(ssl, answer_.data(), size);
        } else {
            (void)!send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL);
        }
    }

    std::string answer_;
    int listening_;
    SSL_CTX* tls_ = nullptr;
    std::uint16_t port_ = 0;
    std::mutex mutex_;
    std::vector<std::string> requests_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace yg::server
