// SPDX-License-Identifier: GPL-3.0-or-later
// A transfer experiment's design, arms and layers as JSON, without weights and figures, which
// transfer_record_file stores beside it. Internal to io/; pure, any thread.
#pragma once

#include "engine/io/json.h"
#include "engine/transfer/record.h"

namespace pellucid::engine {

Json toJson(const TransferRecord& record);

/// The inverse; an embedded model has no weights yet, and the record no curves. Every field must be present,
/// of its type and in its range, and no others.
Result<TransferRecord> transferRecordFromJson(const Json& json);

}  // namespace pellucid::engine
