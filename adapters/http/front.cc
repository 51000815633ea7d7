#include "adapters/http/front.h"

#include <utility>

#include "adapters/http/front_loop.h"

namespace xiaoer {

HttpFront::HttpFront(Options options, Handler handler, OnRefused on_refused)
    : loop_(std::make_unique<Loop>(std::move(options), std::move(handler), std::move(on_refused))) {
}

HttpFront::~HttpFront() { Stop(); }

Status HttpFront::Bind() { return loop_->Bind(); }
int HttpFront::port() const { return loop_->port(); }
void HttpFront::Start() { loop_->Start(); }
void HttpFront::Stop() { loop_->Stop(); }
bool HttpFront::running() const { return loop_->running(); }
std::size_t HttpFront::queued() const { return loop_->queued(); }
std::size_t HttpFront::connections() const { return loop_->connections(); }

}  // namespace xiaoer
