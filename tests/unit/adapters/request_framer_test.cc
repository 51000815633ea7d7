#include "adapters/http/request_framer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace xiaoer {
namespace {

using State = RequestFramer::State;

constexpr std::string_view kHost = "Host: shop\r\n";

std::string Post(const std::string& headers, const std::string& body) {
  return "POST /v1/messages HTTP/1.1\r\n" + std::string(kHost) + headers + "\r\n" + body;
}

TEST(RequestFramer, FindsTheEndOfARequest) {
  RequestFramer framer({});
  const std::string first = Post("Content-Length: 5\r\n", "hello");
  EXPECT_EQ(framer.Feed(first + "GET / HTTP/1.1\r\n"), State::kComplete);
  EXPECT_EQ(framer.size(), first.size());
  const RequestHead head = framer.Head(first);
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.path(), "/v1/messages");
  EXPECT_EQ(head.Find("content-length"), "5");
  EXPECT_EQ(head.Find("cookie"), "");
  std::string scratch;
  EXPECT_EQ(framer.Canonical(first, scratch), first);
}

TEST(RequestFramer, FindsTheSameEndWhateverThePiecesItArrivesIn) {
  const std::string requests[] = {
      Post("Content-Length: 11\r\n", "hello\r\n\r\nyo"),
      Post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n6;x=1\r\n world\r\n0\r\nA: b\r\n\r\n"),
      "GET /healthz?a=b HTTP/1.0\r\n\r\n"};
  for (const std::string& request : requests) {
    RequestFramer framer({});
    for (std::size_t n = 1; n < request.size(); ++n) {
      ASSERT_NE(framer.Feed(std::string_view(request).substr(0, n)), State::kComplete) << n;
      ASSERT_NE(framer.Feed(std::string_view(request).substr(0, n)), State::kRefused) << n;
    }
    EXPECT_EQ(framer.Feed(request), State::kComplete);
    EXPECT_EQ(framer.size(), request.size());
  }
}

TEST(RequestFramer, PutsChunksTogetherUnderOneLength) {
  RequestFramer framer({});
  const std::string request =
      Post("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\nX-A: b\r\n",
           "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
  ASSERT_EQ(framer.Feed(request), State::kComplete);
  EXPECT_TRUE(framer.expects_continue());
  std::string scratch;
  EXPECT_EQ(framer.Canonical(request, scratch),
            "POST /v1/messages HTTP/1.1\r\nHost: shop\r\nX-A: b\r\nContent-Length: 11\r\n\r\n"
            "hello world");
}

TEST(RequestFramer, GivesABodylessPostALength) {
  RequestFramer framer({});
  const std::string request = Post("", "");
  ASSERT_EQ(framer.Feed(request), State::kComplete);
  std::string scratch;
  EXPECT_EQ(framer.Canonical(request, scratch),
            "POST /v1/messages HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n");
}

TEST(RequestFramer, IsReadyForTheNext) {
  RequestFramer framer({});
  const std::string first = Post("Content-Length: 5\r\nExpect: 100-continue\r\n", "hello");
  ASSERT_EQ(framer.Feed(first), State::kComplete);
  framer.Reset();
  EXPECT_FALSE(framer.expects_continue());
  const std::string next = "GET /v1/queue HTTP/1.1\r\n" + std::string(kHost) + "\r\n";
  ASSERT_EQ(framer.Feed(next), State::kComplete);
  EXPECT_EQ(framer.Head(next).target, "/v1/queue");
  EXPECT_EQ(framer.Head(next).headers.size(), 1u);
}

struct Refused {
  const char* name;
  std::string request;
  int status;
};

class RequestRefusal : public ::testing::TestWithParam<Refused> {};

TEST_P(RequestRefusal, TellsWhy) {
  RequestFramer framer({});
  EXPECT_EQ(framer.Feed(GetParam().request), State::kRefused);
  EXPECT_EQ(framer.refusal().status, GetParam().status);
  EXPECT_FALSE(std::string(framer.refusal().message).empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, RequestRefusal,
    ::testing::Values(
        Refused{"TwoLengths", Post("Content-Length: 5\r\nContent-Length: 5\r\n", ""), 400},
        Refused{"LengthAndChunks", Post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", ""),
                400},
        Refused{"ChunksTwice",
                Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", ""), 400},
        Refused{"ChunksDisguised", Post("Transfer-Encoding: xchunked\r\n", ""), 501},
        Refused{"ChunksIn10", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        Refused{"NegativeLength", Post("Content-Length: -1\r\n", ""), 400},
        Refused{"LengthWithPlus", Post("Content-Length: +5\r\n", ""), 400},
        Refused{"LengthList", Post("Content-Length: 5, 5\r\n", ""), 400},
        Refused{"EmptyLength", Post("Content-Length:\r\n", ""), 400},
        Refused{"HugeLength", Post("Content-Length: 99999999999999999999\r\n", ""), 413},
        Refused{"LargeBody", Post("Content-Length: 262145\r\n", ""), 413},
        Refused{"LargeChunk", Post("Transfer-Encoding: chunked\r\n", "40001\r\n"), 413},
        Refused{"EndlessChunkSize", Post("Transfer-Encoding: chunked\r\n", std::string(300, '0')),
                400},
        Refused{"ChunkSizeOverflow",
                Post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"), 400},
        Refused{"ChunkSizeSigned", Post("Transfer-Encoding: chunked\r\n", "-1\r\n"), 400},
        Refused{"ChunkTooLong", Post("Transfer-Encoding: chunked\r\n", "3\r\nhello\r\n"), 400},
        Refused{"ChunkWithBareLf", Post("Transfer-Encoding: chunked\r\n", "5\nhello\r\n"), 400},
        Refused{"BlankBeforeColon", Post("Content-Length : 5\r\n", ""), 400},
        Refused{"FoldedHeader", Post("X-A: b\r\n c\r\n", ""), 400},
        Refused{"NoColon", Post("nonsense\r\n", ""), 400},
        Refused{"ControlInValue", Post(std::string("X-A: b\0c\r\n", 10), ""), 400},
        Refused{"BareCr", Post("X-A: b\rContent-Length: 5\r\n", ""), 400},
        Refused{"BareLf", "GET / HTTP/1.1\nHost: shop\n\n", 400},
        Refused{"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        Refused{"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
        Refused{"BlankInTarget", "GET /a b HTTP/1.1\r\n\r\n", 400},
        Refused{"NoTarget", "GET HTTP/1.1\r\n\r\n", 400},
        Refused{"Http2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        Refused{"Tls", std::string("\x16\x03\x01\x02\x00\x01\n", 7), 400},
        Refused{"LongTarget", "GET /" + std::string(3000, 'a') + " HTTP/1.1\r\n\r\n", 414},
        Refused{"EndlessTarget", "GET /" + std::string(3000, 'a'), 414},
        Refused{"LargeHead", Post("X-A: " + std::string(20'000, 'a') + "\r\n", ""), 431},
        Refused{"ManyHeaders",
                [] {
                  std::string headers;
                  for (int i = 0; i < 101; ++i) headers += "X-A: b\r\n";
                  return Post(headers, "");
                }(),
                431},
        Refused{"Compressed", Post("Content-Encoding: gzip\r\nContent-Length: 5\r\n", ""), 415},
        Refused{"UnknownExpectation", Post("Expect: a miracle\r\n", ""), 417}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace xiaoer
