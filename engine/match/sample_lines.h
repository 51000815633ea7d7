// Lines made from a template that it should match: what `lint` tries it on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/match/template_set.h"
#include "engine/text/normalizer.h"

namespace xiaoer {

class SampleLines {
 public:
  // `product`: a name of the catalogue that stands for {product}. Empty: no line is made with
  // one.
  SampleLines(const TemplateSet& set, const Normalizer& normalizer, std::string product);
  ~SampleLines();
  SampleLines(const SampleLines&) = delete;
  SampleLines& operator=(const SampleLines&) = delete;

  // A few plain lines first; then, for every alternative and every optional part, one that takes it
  // and is plain otherwise: their number grows with the template's length, not with its
  // combinations. Then the plainest with other words before and behind it, which a template with
  // edges does not match. At most `limit`, spread over all of them. Empty for /re/ and for a
  // template with mistakes.
  std::vector<std::string> Of(const TemplateSource& source, std::size_t limit) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace xiaoer
