// SPDX-License-Identifier: GPL-3.0-or-later
// The states kept along the way that training took to the present. Pure, any thread.
#pragma once

#include <memory>
#include <vector>

#include "engine/train/timeline_record.h"

namespace pellucid::engine {

/// From the beginning to the cursor of the record, whose state is `present`: those kept on the lanes that
/// lead there, by step; at most `most` (≥ 2), as evenly spaced as they are kept. The first is the earliest
/// kept, the last the present.
std::vector<std::shared_ptr<const RunState>> keptWay(const TimelineRecord& record,
                                                     std::shared_ptr<const RunState> present,
                                                     std::size_t most);

}  // namespace pellucid::engine
