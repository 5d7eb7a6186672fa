// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model_input_actions.h"

#include "ui/data/model_input_dialog.h"
#include "ui/widgets/after_dialogs.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {

using ui::ActionId;

ModelInputActions::ModelInputActions(ui::Document& document, ui::RunController& run, ui::Actions& actions,
                                     QWidget& window)
    : m_document(document), m_run(run), m_window(window) {
  connect(&actions[ActionId::ModelInput], &QAction::triggered, this, [this] {
    const auto model = current();
    if (!model) return emit refused(ui::messageText(model.error().message));
    ask(*model,
        tr("What does the network want its pixels to be before its first layer? Anything but 0 to 1 becomes "
           "a frozen batch normalisation at its beginning, and a new run begins with the weights of now."),
        false);
  });
}

void ModelInputActions::askAbout(const QString& file) {
  ui::afterDialogs(*this, [this, file] {
    const auto model = current();
    if (!model) return;
    ask(*model,
        tr("%1 does not say what its pixels were while it was trained. Here they are from 0 to 1; with the "
           "right choice the network recognises most images.")
            .arg(file),
        true);
  });
}

engine::Result<std::shared_ptr<const engine::TrainedModel>> ModelInputActions::current() const {
  if (const auto may = m_document.mayChange(); !may) return may.error();
  m_run.catchUp();
  if (!m_document.hasData() || !m_run.hasSpoken() || !m_run.newest()->network)
    return engine::Error{
        engine::message("There is no network yet: its data are still being read. Try again in a moment.")};
  if (!m_document.dataset()->shape.isImage() || !m_document.dataset()->hasClasses())
    return engine::Error{engine::message(
        "Only networks that tell the classes of images can be told what their pixels are; the columns of a "
        "table are scaled with the data.")};
  auto model = std::make_shared<engine::TrainedModel>();
  model->network = m_document.experiment().network;
  model->shape = m_document.dataset()->shape;
  model->weights = m_run.newest()->state.weights;
  if (!model->weights.allFinite() || !inputScaling(*model))
    return engine::Error{engine::message(
        "The network begins with a normalisation of its own, with numbers for each channel or none that are "
        "finite. Remove that layer first.")};
  return std::shared_ptr<const engine::TrainedModel>(std::move(model));
}

void ModelInputActions::ask(const std::shared_ptr<const engine::TrainedModel>& model, const QString& about,
                            bool suggests) {
  auto* dialog = new ui::ModelInputDialog(model, m_document.dataset(), about, suggests, &m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, model] { use(*model, dialog->scaling()); });
  dialog->open();
}

void ModelInputActions::use(const engine::TrainedModel& model, const engine::InputScaling& scaling) {
  if (scaling == inputScaling(model)) return;
  // The run may have trained while the dialog was open: the current weights count.
  const auto now = current();
  if (!now) return emit refused(ui::messageText(now.error().message));
  engine::TrainedModel changed = withInputScaling(**now, scaling);
  engine::Experiment experiment = m_document.experiment();
  experiment.network = std::move(changed.network);
  if (const auto begun = m_run.goOnWith(experiment, std::move(changed.weights), tr("model input")); !begun)
    return emit refused(ui::messageText(begun.error().message));
  if (scaling.isNone())
    emit done(tr("The network is given pixels from 0 to 1."));
  else if (scaling == engine::kBytePixels)
    emit done(tr("The network is given pixels from 0 to 255, by the frozen layer at its beginning."));
  else
    emit done(
        tr("The network is given pixels less %1 and divided by %2, by the frozen layer at its beginning.")
            .arg(ui::valueText(scaling.mean), ui::valueText(scaling.deviation)));
}

}  // namespace pellucid::app
