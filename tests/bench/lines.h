// What the benchmarks' buyers write: our own lines, of the kinds that buyers write most.
#pragma once

#include <cstdint>
#include <iterator>
#include <string>

namespace xiaoer::bench {

inline constexpr int kConversations = 500;

inline constexpr const char* kLines[] = {"在吗",
                                         "能便宜点吗",
                                         "什么时候发货",
                                         "我身高165体重110穿多大",
                                         "这款有黑色的吗",
                                         "退货运费谁出呀",
                                         "好的谢谢",
                                         "昨天拍的怎么还没发出来",
                                         "两件一起拍有优惠没",
                                         "收到发现袖口有个洞"};

// The webhook's body for message `number` of a run.
inline std::string BodyOf(const std::string& run, std::int64_t number) {
  const std::string buyer = std::to_string(number % kConversations);
  return R"({"shop":"demo","channel":"web","conversation":"c)" + run + buyer +
         R"(","buyer":{"id":"b)" + buyer + R"("},"message":{"id":"m)" + run +
         std::to_string(number) + R"(","text":")" +
         kLines[static_cast<std::size_t>(number) % std::size(kLines)] +
         R"("},"context":{"product":"p-300"}})";
}

}  // namespace xiaoer::bench
