// The tables of the single policies; tables.cc puts them together.
#pragma once

#include <span>

#include "engine/dialog/placeholders.h"
#include "engine/dialog/registry.h"
#include "engine/policy/shop.h"

namespace xiaoer {

std::span<const NamedGuard> BargainGuards();
std::span<const NamedAction> BargainActions();
std::span<const NamedPlaceholder> BargainPlaceholders();

std::span<const NamedGuard> CatalogueGuards();
std::span<const NamedAction> CatalogueActions();
std::span<const NamedPlaceholder> CataloguePlaceholders();

std::span<const NamedGuard> HouseGuards();
std::span<const NamedAction> HouseActions();
std::span<const NamedPlaceholder> HousePlaceholders();

std::span<const NamedGuard> CaseGuards();
std::span<const NamedAction> CaseActions();
std::span<const NamedPlaceholder> CasePlaceholders();

std::span<const NamedGuard> TopicGuards();

std::span<const NamedGuard> DoubtGuards();
std::span<const NamedAction> DoubtActions();

// Those of engine/dialog/order_guards.cc.
std::span<const NamedPlaceholder> OrderPlaceholders();

std::span<const NamedGuard> VariantGuards();
std::span<const NamedAction> VariantActions();
std::span<const NamedPlaceholder> VariantPlaceholders();

std::span<const NamedGuard> ChoosingGuards();
std::span<const NamedAction> ChoosingActions();
std::span<const NamedPlaceholder> ChoosingPlaceholders();

std::span<const NamedGuard> TotalGuards();
std::span<const NamedPlaceholder> TotalPlaceholders();

std::span<const NamedGuard> ClosingGuards();
std::span<const NamedAction> ClosingActions();
std::span<const NamedPlaceholder> ClosingPlaceholders();

std::span<const NamedGuard> AdviceGuards();
std::span<const NamedAction> AdviceActions();

// True if the line has one of the topic's words.
bool HasTopic(const Step& step, Topic topic);

// The product the talk is about; null if none is known or the catalogue no longer has it.
const Product* ProductInTalk(const Step& step);

// The first entity of that type: of the answered match's slots, else of the line. Null if there is
// none.
const Entity* FindEntity(const Step& step, EntityType type);

// True if the line names a product, a colour or size, a place, a day or an amount: asked again with
// another of them, a question is another question.
bool NamesSomething(const Step& step);

// The catalogue's products that the line names, in its order, each once.
std::vector<const Product*> ProductsInLine(const Step& step);

// "云朵羊毛开衫（300元）"; empty for null.
std::string NameAndPrice(const Product* product);

// "甲、乙、丙"
std::string Join(const std::vector<std::string>& items);

}  // namespace xiaoer
