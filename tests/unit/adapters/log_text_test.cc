// Hostile and private lines, and what a log shows of them.
#include "adapters/runtime/log_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace xiaoer {
namespace {

struct Masked {
  std::string text;
  std::string shown;
};

TEST(LogText, HidesNumbersInEveryWriting) {
  const Masked cases[] = {
      {"打13800138000给我", "打[11 digits]给我"},
      {"138 0013 8000", "[11 digits]"},
      {"138-0013-8000", "[11 digits]"},
      {"138.0013.8000", "[11 digits]"},
      {"138 - 0013 - 8000", "[11 digits]"},
      {"１３８００１３８０００", "[11 digits]"},
      {"+86 138 0013 8000", "+[13 digits]"},
      {"0086-13800138000", "[15 digits]"},
      {"(0571) 8888 6666", "([12 digits]"},
      {"一三八零零一三八零零零", "[11 digits]"},
      {"幺三八〇〇幺三八〇〇〇", "[11 digits]"},
      {"壹叁捌零零壹叁捌零零零", "[11 digits]"},
      {"①③⑧⓪⓪①③⑧⓪⓪⓪", "[11 digits]"},
      {"1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣",
       "[11 digits]"},
      {"1\u200B3\u200B8\u200B0\u200B0138000", "[11 digits]"},
      {"1,3,8,0,0,1,3,8,0,0,0", "[11 digits]"},
      {"138\n0013\r\n8000", "[11 digits]"},
      {"𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", "[11 digits]"},
      {"١٣٨٠٠١٣٨٠٠٠", "[11 digits]"},
      {"身份证33010219900101123X", "身份证[17 digits]"},
      {"330102199001011234", "[18 digits]"},
      {"卡号6222 0212 3456 7890 123", "卡号[19 digits]"},
      {"订单2026111100012345", "订单[16 digits]"},
      {"138_0013_8000", "[11 digits]"},
  };
  for (const Masked& c : cases) {
    std::string shown = MaskForLog(c.text, 400);
    // What stands around a number is not the point here.
    EXPECT_TRUE(shown.find(c.shown) != std::string::npos) << c.text << " → " << shown;
    EXPECT_EQ(shown.find("8000"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("138"), std::string::npos) << shown;
  }
}

TEST(LogText, HidesAccountsParcelsMailsAndSecrets) {
  const Masked cases[] = {
      {"单号SF1234567890123", "单号[id]"},
      {"JDVA12345678 到哪了", "[id] 到哪了"},
      {"加我wx lili_8888", "加我wx [id]"},
      {"发到lili.wang@example.com吧", "发到[mail]吧"},
      {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "[secret]"},
      {"Authorization: Bearer abc.def", "[secret]"},
      {"/v1/x?token=hunter2&a=1", "/v1/x?token=[secret]&a=1"},
      {"{\"password\": \"p w\"}", "[secret]"},
      {"Authorization: Basic eHg6eXk=", "[secret]"},
      {"API_KEY=q1", "API_KEY=[secret]"},
      {"浙江省杭州市西湖区文三路88号2栋502室", "浙江省杭州市西湖区***"},
  };
  for (const Masked& c : cases) {
    const std::string shown = MaskForLog(c.text, 400);
    EXPECT_NE(shown.find(c.shown), std::string::npos) << c.text << " → " << shown;
  }
  for (const char* secret : {"hunter2", "abc.def", "eHg6", "q1", "文三路", "502"}) {
    for (const Masked& c : cases) {
      EXPECT_EQ(MaskForLog(c.text, 400).find(secret), std::string::npos) << c.text;
    }
  }
}

TEST(LogText, LeavesWhatTellsNobody) {
  for (const char* text :
       {"能便宜点吗", "两件150，12天", "199元行不行", "iphone15pro有货吗", "11.11到12.12", "p-300",
        "dialogs/flows/bargain.yaml:20", "一件三百五", ""}) {
    EXPECT_EQ(MaskForLog(text, 400), text);
  }
}

TEST(LogText, ShortensBehindMaskingAndBetweenCharacters) {
  EXPECT_EQ(MaskForLog("在吗在吗", 7), "在吗…");
  // Cut first, six digits of it would be left.
  EXPECT_EQ(MaskForLog("ab 13800138000", 9).find("138"), std::string::npos);
}

std::string Json(std::string_view text, std::size_t max = 1000) {
  std::string out;
  AppendJsonString(out, text, max);
  return out;
}

TEST(LogText, NothingEndsALineOrLeavesItsString) {
  EXPECT_EQ(Json("a\nb\r\n\"},{\"event\":\"x"), R"("a\u000ab\u000d\u000a\"},{\"event\":\"x")");
  EXPECT_EQ(Json("\x1B[31mred\x1B]0;title\x07"), R"("\u001b[31mred\u001b]0;title\u0007")");
  EXPECT_EQ(Json("back\\slash"), R"("back\\slash")");
  EXPECT_EQ(Json(std::string_view("nul\0", 4)), R"("nul\u0000")");
  EXPECT_EQ(Json("\u2028\u2029\u202E\u200B\uFEFF\u0085\u009B"),
            R"("\u2028\u2029\u202e\u200b\ufeff\u0085\u009b")");
  EXPECT_EQ(Json("\xFF\xC0\x80ok"), "\"\uFFFD\uFFFD\uFFFDok\"");
  EXPECT_EQ(Json("在吗在吗", 7), "\"在吗…\"");
  EXPECT_EQ(Json("😀"), "\"😀\"");
}

TEST(LogText, EveryByteReadsBackAsJson) {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  const std::string line = Json(all);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_TRUE(nlohmann::json::parse(line, nullptr, false).is_string()) << line;
}

}  // namespace
}  // namespace xiaoer
