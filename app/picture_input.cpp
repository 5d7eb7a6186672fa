// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_input.h"

#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>

#include "app/picture_decoder.h"
#include "engine/data/catalogue.h"
#include "engine/data/changed_sample.h"
#include "engine/data/data_name.h"
#include "engine/data/gzip.h"
#include "engine/data/picture_files.h"
#include "ui/widgets/data_changes_editor.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

/// Prepared as a folder of pictures is read with these options.
engine::Result<ImageInput> fittedPicture(const engine::Shape& shape, const engine::PictureWishes& wishes,
                                         const std::filesystem::path& path,
                                         const engine::Progress& progress) {
  const auto bytes = engine::readFile(path, engine::kMostPictureBytes, engine::Streams::Refused, progress);
  if (!bytes) return bytes.error();
  const auto picture = decodePicture(*bytes, std::max(shape.height, shape.width));
  if (!picture)
    return engine::Error{engine::message("{} cannot be shown: {}", path.string(), picture.error().message)};
  std::vector<std::uint8_t> sample(static_cast<std::size_t>(shape.size()));
  const bool isInverted =
      engine::fitPicture(*picture, {.shape = shape, .fit = wishes.fit, .ink = wishes.ink}, sample);
  ImageInput input{.input = engine::Vector(shape.size()), .isInverted = isInverted};
  for (std::size_t i = 0; i < sample.size(); ++i)
    input.input[static_cast<engine::Index>(i)] = static_cast<engine::Scalar>(sample[i]) / 255;
  return input;
}

/// Prepared as the pictures of these data are before their changes.
engine::Result<ImageInput> unchangedPicture(const engine::Dataset& data, const engine::Shape& shape,
                                            const std::filesystem::path& path,
                                            const engine::Progress& progress) {
  const bool isOfFolder = engine::dataKind(data.name) == engine::DataKind::Pictures;
  if (isOfFolder) {
    const auto options = engine::dataOptionsOf(engine::dataNameParts(data.name));
    if (!options) return options.error();
    return fittedPicture(shape, options->picture, path, progress);
  }
  if (shape.channels != 1) return fittedPicture(shape, {}, path, progress);
  // The user's own drawings are framed as digits are, whatever their classes are called.
  const bool isFramed = (data.own && data.own->kind == engine::OwnKind::Drawings) ||
                        engine::dataNameParts(data.name).base == "mnist" ||
                        areDigits(shape, data.classNames, data.name);
  return readImage(path, shape, isFramed ? Framing::Digit : Framing::None, engine::Streams::Refused,
                   progress);
}

}  // namespace

engine::Result<ImageInput> pictureFor(const engine::Dataset& data, const std::filesystem::path& path,
                                      const engine::Progress& progress) {
  auto picture = unchangedPicture(data, engine::shapeBeforeChanges(data), path, progress);
  if (!picture) return picture.error();
  auto changed = engine::changedAs(data, picture->input);
  if (!changed) return changed.error();
  picture->input = *std::move(changed);
  return picture;
}

PictureInput::PictureInput(ui::Document& document, ui::SampleNavigator& navigator,
                           const ui::StepPlayer& player, ui::Actions& actions, QWidget& window)
    : m_document(document), m_navigator(navigator), m_player(player), m_actions(actions), m_window(window) {
  connect(&actions[ui::ActionId::ShowPicture], &QAction::triggered, this, &PictureInput::ask);
}

bool PictureInput::isPicture(const QString& path) {
  return engine::isPictureName(path.toStdString()) && !QFileInfo(path).isDir();
}

void PictureInput::ask() {
  QStringList patterns;
  for (const std::string_view ending : engine::pictureEndings())
    patterns << "*" + QString::fromUtf8(ending.data(), static_cast<qsizetype>(ending.size()));
  const QString filter = tr("Pictures (%1)").arg(patterns.join(' '));
  const QString path = QFileDialog::getOpenFileName(&m_window, tr("Show a picture to the network"), {},
                                                    filter + ";;" + tr("All files (*)"));
  if (!path.isEmpty()) read(path);
}

void PictureInput::showDrawing(const engine::Vector& pixels) {
  const engine::DatasetPtr data = m_document.dataset();
  if (!data) return;
  const engine::Shape shape = engine::shapeBeforeChanges(*data);
  if (pixels.size() != shape.pixels()) return;  // the data are already gone
  const engine::Vector drawn = pixels.replicate(shape.channels, 1);
  if (drawn.isZero()) return m_navigator.showDrawing(drawn);
  const auto changed = engine::changedAs(*data, drawn);
  changed ? m_navigator.showDrawing(*changed) : emit refused(ui::messageText(changed.error().message));
}

void PictureInput::read(const QString& path) {
  const QString file = QFileInfo(path).fileName();
  const engine::DatasetPtr data = m_document.dataset();
  if (!data)
    return emit refused(tr("%1 can be shown once the data have been read. Try again in a moment.").arg(file));
  // How pictures are prepared is only known once the data are.
  if (!m_document.hasData())
    return emit refused(
        tr("%1 can be shown once the data are here, because they tell how pictures are prepared. Locate the "
           "data first.")
            .arg(file));
  if (!data->shape.isImage())
    return emit refused(
        tr("%1 is a picture, and this network takes numbers. First open a network that takes pictures: there "
           "are some for digits in the gallery. To train on pictures of your own, put them into a folder "
           "with "
           "one subfolder for each class, and drop that folder here.")
            .arg(file));
  if (const QString why = m_player.whyOnlyTheBatch(); !why.isEmpty()) return emit refused(why);
  m_reader.request([data, place = std::filesystem::path(path.toStdString())](
                       const engine::Progress& progress) { return pictureFor(*data, place, progress); },
                   [this, file, data](const engine::Result<ImageInput>& input) { show(file, data, input); });
}

void PictureInput::show(const QString& file, const engine::DatasetPtr& data,
                        const engine::Result<ImageInput>& input) {
  if (!input) return emit refused(ui::messageText(input.error().message));
  if (m_document.dataset() != data)
    return emit refused(
        tr("%1 is not shown: the data were changed while it was read. Show it again.").arg(file));
  if (const QString why = m_player.whyOnlyTheBatch(); !why.isEmpty()) return emit refused(why);
  m_navigator.showImage(input->input);
  m_actions[ui::ActionId::ShowNetwork].setChecked(true);
  const engine::Shape& shape = data->shape;
  QString told = tr("%1 is on the canvas, as %2×%3 pixels, and the network answers it.")
                     .arg(file)
                     .arg(shape.width)
                     .arg(shape.height);
  const auto steps = engine::pixelChanges(*data);
  const bool isInvertedAgain =
      std::ranges::any_of(steps, [](const auto& step) { return step.change == engine::DataChange::Invert; });
  if (input->isInverted && !isInvertedAgain)
    told = tr("%1 It was inverted, because the network knows it the other way round: what is bright there "
              "was dark here.")
               .arg(told);
  if (!steps.empty()) {
    QStringList names;
    for (const engine::DataChanges::Step& step : steps)
      names << (step.change == engine::DataChange::Noise
                    ? tr("%1 of %2").arg(ui::changeTitle(step.change)).arg(step.amount)
                    : ui::changeTitle(step.change));
    told = tr("%1 Like all pictures in these data, it was changed first: %2.").arg(told, names.join(", "));
  }
  emit shown(told);
}

}  // namespace pellucid::app
