// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer_tasks.h"

#include "app/command_line/data_option.h"
#include "app/command_line/transfer_source.h"

namespace pellucid::app {

engine::Result<engine::TransferTask> makeTransferTask(const ui::TransferChoice& choice) {
  const engine::Result<TransferSource> source =
      choice.source != nullptr ? TransferSource{.model = *choice.source, .data = choice.sourceData}
                               : findSource(choice.model, std::nullopt, {});
  if (!source) return source.error();
  auto target = loadData(dataName(choice.data));
  if (!target) return target.error();
  return engine::makeTask(source->model, source->data, *std::move(target), {.isHeadNew = choice.isHeadNew});
}

}  // namespace pellucid::app
