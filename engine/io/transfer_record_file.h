// SPDX-License-Identifier: GPL-3.0-or-later
// A transfer experiment inside a project file: `transfer.json` (design, arms, layers), `transfer.safetensors`
// (the figures, see below) and, where the source is a separate model, `transfer_source.safetensors` (its
// weights). Internal to io/; pure, any thread.
#pragma once

#include <array>
#include <memory>

#include "engine/data/zip_reader.h"
#include "engine/io/zip_writer.h"
#include "engine/transfer/record.h"

namespace pellucid::engine {

// The figures are three tensors, for C curves with P points in all and L layers:
//   curves  I64 [C, 8]     the arm's place in "plans", samples per class, seed, parameters that learn, 1 when
//                          complete, the step at which it diverged or -1, points, place in the sweep
//   times   F64 [C]        milliseconds per step
//   points  F64 [P, 3 + L] step, target accuracy, source accuracy, drift of each layer; NaN where unknown

/// The names of its entries.
inline constexpr std::array kTransferEntries = {"transfer.json", "transfer.safetensors",
                                                "transfer_source.safetensors"};

/// Appends the entries, which the record must outlive; none for null.
void writeTransferRecord(const TransferRecord* record, std::vector<ZipPart>& parts);

/// Null where there is none, as in older projects. The error begins with the entry concerned.
Result<std::shared_ptr<const TransferRecord>> readTransferRecord(const ZipReader& archive);

}  // namespace pellucid::engine
