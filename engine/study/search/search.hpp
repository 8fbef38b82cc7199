// Designs that choose their next cases from the results of earlier ones.
#pragma once

#include "engine/study/run/crew.hpp"

namespace dermavox::study {

/// NSGA-II or a local search, as the study says; every case goes through `crew`, so that a search that was stopped
/// repeats its way from the store and then goes on.
void search(const scene::Study& study, const Space& space, Store& store, Crew& crew);

}  // namespace dermavox::study
