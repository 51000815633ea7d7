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

// The product the talk is about; null if none is known or the catalogue no longer has it.
const Product* ProductInTalk(const Step& step);

// The first entity of that type: of the answered match's slots, else of the line. Null if there is
// none.
const Entity* FindEntity(const Step& step, EntityType type);

// "甲、乙、丙"
std::string Join(const std::vector<std::string>& items);

}  // namespace xiaoer
