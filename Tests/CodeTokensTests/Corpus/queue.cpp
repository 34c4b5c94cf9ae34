// A queue that several threads share.
#include <mutex>
#include <string>
#include <vector>

namespace shop {

template <typename T>
class Queue final {
public:
    explicit Queue(int limit = 1'000) : limit_(limit) {}
    virtual ~Queue() = default;
    Queue(const Queue &) = delete;

    bool push(T value) noexcept {
        std::lock_guard<std::mutex> lock(mutex_);
        if (static_cast<int>(items_.size()) >= limit_) return false;
        items_.push_back(std::move(value));
        return true;
    }

    [[nodiscard]] auto size() const -> unsigned long { return items_.size(); }

private:
    std::mutex mutex_;
    std::vector<T> items_;
    int limit_;
};

}  // namespace shop

int main() {
    using namespace std::string_literals;
    shop::Queue<std::string> queue{64};
    /* Three orders. */
    for (const auto &name : {"tea"s, "milk\n"s, R"(a "raw" one)"s}) {
        try {
            queue.push(name);
        } catch (const std::exception &error) {
            throw;
        }
    }
    constexpr double pi = 3.14;
    auto twice = [&](double x) { return x * 2 + pi; };
    char newline = '\n';
    std::string *none = nullptr;
    return twice(0x10) > 1e3 && none == nullptr && newline ? 0 : 1;
}
