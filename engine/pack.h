// Everything the shop's files say, checked and compiled: immutable, shared by all threads. It can
// only be had from LoadPack, so "used before compiled" cannot be written.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/dialog/flow.h"
#include "engine/dialog/reply.h"
#include "engine/match/entity_reader.h"
#include "engine/match/matcher.h"
#include "engine/policy/shop.h"
#include "engine/text/fold_table.h"
#include "engine/text/normalizer.h"
#include "engine/text/script_converter.h"
#include "engine/text/segmenter.h"

namespace xiaoer {

class GateWords;  // policy/gate_words.h

struct Pack {
  std::string hash;  // of every byte that was read: names the pack in receipts
  std::shared_ptr<const FoldTable> fold_table;
  Lexicon lexicon;
  std::unique_ptr<const Normalizer> normalizer;
  std::shared_ptr<const Segmenter> segmenter;
  std::shared_ptr<const ScriptConverter> converter;
  std::unique_ptr<const EntityReader> entity_reader;
  std::unique_ptr<const Matcher> matcher;
  TemplateSet intents;  // as written: examples for lint and tests
  TemplateSet signals;
  std::unique_ptr<const Matcher> signal_matcher;  // null: no signals
  FlowSet flows;
  ReplySet replies;
  Shop shop;
  std::shared_ptr<const GateWords> gate_words;  // of the shop, folded
};

// Reads a shop folder: `shop.yaml` names where its `intents` and `dialogs` folders are (relative to
// it). Every mistake in every file is reported; null if one of them is an error. The fold table is
// built once per process and reused over reloads. `intents_dir`: another folder of intents than the
// shop names, to try a change of understanding alone.
std::shared_ptr<const Pack> LoadPack(const std::string& shop_dir,
                                     std::shared_ptr<const FoldTable> fold_table,
                                     Diagnostics& diagnostics, const std::string& intents_dir = {});

}  // namespace xiaoer
