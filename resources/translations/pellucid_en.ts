<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>DifferenceText</name>
    <message numerus="yes">
        <source>%1 → %Ln unit(s)</source>
        <translation>
            <numerusform>%1 → %Ln unit</numerusform>
            <numerusform>%1 → %Ln units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more layer(s)</source>
        <translation>
            <numerusform>%Ln more layer</numerusform>
            <numerusform>%Ln more layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fewer layer(s)</source>
        <translation>
            <numerusform>%Ln fewer layer</numerusform>
            <numerusform>%Ln fewer layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) added</source>
        <translation>
            <numerusform>%Ln sample added</numerusform>
            <numerusform>%Ln samples added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) erased</source>
        <translation>
            <numerusform>%Ln sample erased</numerusform>
            <numerusform>%Ln samples erased</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message numerus="yes">
        <source>The classes {} have no samples for testing.</source>
        <translation>
            <numerusform>The class {} has no sample for testing.</numerusform>
            <numerusform>The classes {} have no samples for testing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} empty columns were left out.</source>
        <translation>
            <numerusform>{} empty column was left out.</numerusform>
            <numerusform>{} empty columns were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} gaps were filled with the means of their columns.</source>
        <translation>
            <numerusform>{} gap was filled with the mean of its column.</numerusform>
            <numerusform>{} gaps were filled with the means of their columns.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} rows with gaps were left out.</source>
        <translation>
            <numerusform>{} row with gaps was left out.</numerusform>
            <numerusform>{} rows with gaps were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} rows: inputs {}.</source>
        <translation>
            <numerusform>{} row: inputs {}.</numerusform>
            <numerusform>{} rows: inputs {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} rows: inputs {}; {}; {} for testing.</source>
        <translation>
            <numerusform>{} row: inputs {}; {}; {} for testing.</numerusform>
            <numerusform>{} rows: inputs {}; {}; {} for testing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With {} samples per class, {} leads {}.</source>
        <translation>
            <numerusform>With {} sample per class, {} leads {}.</numerusform>
            <numerusform>With {} samples per class, {} leads {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With {} samples per class, {} leads, but not clearly over {}.</source>
        <translation>
            <numerusform>With {} sample per class, {} leads, but not clearly over {}.</numerusform>
            <numerusform>With {} samples per class, {} leads, but not clearly over {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With {} samples per class, {} wins {}.</source>
        <translation>
            <numerusform>With {} sample per class, {} wins {}.</numerusform>
            <numerusform>With {} samples per class, {} wins {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} lines of titles or comments were skipped.</source>
        <translation>
            <numerusform>{} line of titles or comments was skipped.</numerusform>
            <numerusform>{} lines of titles or comments were skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} test samples are left out, because the model does not know their classes: {}.</source>
        <translation>
            <numerusform>{} test sample is left out, because the model does not know its class: {}.</numerusform>
            <numerusform>{} test samples are left out, because the model does not know their classes: {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} samples per class</source>
        <translation>
            <numerusform>{} sample per class</numerusform>
            <numerusform>{} samples per class</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of the training samples are set aside for validation.</source>
        <translation>
            <numerusform>{} of the training samples is set aside for validation.</numerusform>
            <numerusform>{} of the training samples are set aside for validation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} lines of notes below the table were skipped.</source>
        <translation>
            <numerusform>{} line of notes below the table was skipped.</numerusform>
            <numerusform>{} lines of notes below the table were skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The classes {} have no samples for training.</source>
        <translation>
            <numerusform>The class {} has no sample for training.</numerusform>
            <numerusform>The classes {} have no samples for training.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} pictures cannot be read and were left out, such as {}</source>
        <translation>
            <numerusform>{} picture cannot be read and was left out. {}</numerusform>
            <numerusform>{} pictures cannot be read and were left out, such as {}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} pictures were inverted.</source>
        <translation>
            <numerusform>{} picture was inverted.</numerusform>
            <numerusform>{} pictures were inverted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} points that you painted, in {} classes.</source>
        <translation>
            <numerusform>{} point that you painted, in {} classes.</numerusform>
            <numerusform>{} points that you painted, in {} classes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} points that you painted, with heights to be predicted.</source>
        <translation>
            <numerusform>{} point that you painted, with a height to be predicted.</numerusform>
            <numerusform>{} points that you painted, with heights to be predicted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} drawings of your own, in {} classes.</source>
        <translation>
            <numerusform>{} drawing of your own, in {} classes.</numerusform>
            <numerusform>{} drawings of your own, in {} classes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open {} padlocks.</source>
        <translation>
            <numerusform>Open {} padlock.</numerusform>
            <numerusform>Open {} padlocks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FinishedText</name>
    <message numerus="yes">
        <source>Training has stopped after %Ln epoch(s), as Stop when says.</source>
        <translation>
            <numerusform>Training has stopped after %Ln epoch, as Stop when says.</numerusform>
            <numerusform>Training has stopped after %Ln epochs, as Stop when says.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training has stopped after %Ln step(s), as Stop when says.</source>
        <translation>
            <numerusform>Training has stopped after %Ln step, as Stop when says.</numerusform>
            <numerusform>Training has stopped after %Ln steps, as Stop when says.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Training has stopped in step %1: the loss has had no new low for %Ln epoch(s).</source>
        <translation>
            <numerusform>Training has stopped in step %1: the loss has had no new low for %Ln epoch.</numerusform>
            <numerusform>Training has stopped in step %1: the loss has had no new low for %Ln epochs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MomentText</name>
    <message numerus="yes">
        <source>about %Ln minute(s)</source>
        <translation>
            <numerusform>about %Ln minute</numerusform>
            <numerusform>about %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message numerus="yes">
        <source>%Ln unit(s)</source>
        <translation>
            <numerusform>%Ln unit</numerusform>
            <numerusform>%Ln units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>padding of %Ln pixel(s)</source>
        <translation>
            <numerusform>padding of %Ln pixel</numerusform>
            <numerusform>padding of %Ln pixels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s)</source>
        <translation>
            <numerusform>%Ln layer</numerusform>
            <numerusform>%Ln layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunGroups</name>
    <message numerus="yes">
        <source>%Ln epoch(s)</source>
        <translation>
            <numerusform>%Ln epoch</numerusform>
            <numerusform>%Ln epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::app::FileActions</name>
    <message numerus="yes">
        <source>Its input is %Ln number(s), in the order of the data&apos;s columns.</source>
        <translation>
            <numerusform>Its input is %Ln number, in the order of the data&apos;s columns.</numerusform>
            <numerusform>Its input is %Ln numbers, in the order of the data&apos;s columns.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier moment(s) of the run are in it and take %1; the steps between them are trained again when you go there.</source>
        <translation>
            <numerusform>%Ln earlier moment of the run is in it and takes %1; the steps between them are trained again when you go there.</numerusform>
            <numerusform>%Ln earlier moments of the run are in it and take %1; the steps between them are trained again when you go there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln sample(s) as %1: the inputs first, then what they should be answered.</source>
        <translation>
            <numerusform>Exported %Ln sample as %1: the inputs first, then what it should be answered.</numerusform>
            <numerusform>Exported %Ln samples as %1: the inputs first, then what they should be answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other run(s) are in it, too.</source>
        <translation>
            <numerusform>%Ln other run is in it, too.</numerusform>
            <numerusform>%Ln other runs are in it, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other run(s) are in it, too; of some there was room for the curves only.</source>
        <translation>
            <numerusform>%Ln other run is in it, too; there was room for its curves only.</numerusform>
            <numerusform>%Ln other runs are in it, too; of some there was room for the curves only.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::app::TimeActions</name>
    <message numerus="yes">
        <source>Deleted the lane &quot;%1&quot; with %Ln lane(s) that began on it. Undo brings them back.</source>
        <translation>
            <numerusform>Deleted the lane &quot;%1&quot; with %Ln lane that began on it. Undo brings them back.</numerusform>
            <numerusform>Deleted the lane &quot;%1&quot; with %Ln lanes that began on it. Undo brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::app::WeightImport</name>
    <message numerus="yes">
        <source>Of %Ln layer(s) with weights, %1 begin with those of %2; the others differ in kind or shape, and begin with those of the seed. Undo brings back the run before.</source>
        <translation>
            <numerusform>Of %Ln layer with weights, %1 begin with those of %2; the others differ in kind or shape, and begin with those of the seed. Undo brings back the run before.</numerusform>
            <numerusform>Of %Ln layers with weights, %1 begin with those of %2; the others differ in kind or shape, and begin with those of the seed. Undo brings back the run before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ArithmeticPanel</name>
    <message numerus="yes">
        <source>What each of the batch&apos;s %Ln sample(s) adds to the mean gradient %1</source>
        <translation>
            <numerusform>The batch is one sample; its gradient is %1</numerusform>
            <numerusform>What each of the batch&apos;s %Ln samples adds to the mean gradient %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ArithmeticText</name>
    <message numerus="yes">
        <source>%Ln smaller term(s)</source>
        <translation>
            <numerusform>%Ln smaller term</numerusform>
            <numerusform>%Ln smaller terms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more output(s)</source>
        <translation>
            <numerusform>and %Ln more output</numerusform>
            <numerusform>and %Ln more outputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of the batch&apos;s %Ln sample(s)</source>
        <translation>
            <numerusform>of the batch, which is this sample</numerusform>
            <numerusform>mean of the batch&apos;s %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ArmEditor</name>
    <message numerus="yes">
        <source>%1 of %Ln layer(s) frozen</source>
        <translation>
            <numerusform>%1 of %Ln layer frozen</numerusform>
            <numerusform>%1 of %Ln layers frozen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s) frozen</source>
        <translation>
            <numerusform>%Ln layer frozen</numerusform>
            <numerusform>%Ln layers frozen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::CanvasFooter</name>
    <message numerus="yes">
        <source>All %Ln edge(s)</source>
        <translation>
            <numerusform>The only edge</numerusform>
            <numerusform>All %Ln edges</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::CanvasText</name>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other(s)</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln parameter(s)</source>
        <translation>
            <numerusform>%Ln parameter</numerusform>
            <numerusform>%Ln parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ClassRow</name>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ColumnTable</name>
    <message numerus="yes">
        <source>%Ln column(s)</source>
        <translation>
            <numerusform>%Ln column</numerusform>
            <numerusform>%Ln columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ColumnText</name>
    <message numerus="yes">
        <source>%Ln different</source>
        <translation>
            <numerusform>%Ln different</numerusform>
            <numerusform>%Ln different</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::CompareDialog</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::CurveControls</name>
    <message numerus="yes">
        <source>over about %Ln point(s)</source>
        <translation>
            <numerusform>over about %Ln point</numerusform>
            <numerusform>over about %Ln points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::CurveLegend</name>
    <message numerus="yes">
        <source>mean of %Ln batch(es)</source>
        <translation>
            <numerusform>mean of %Ln batch</numerusform>
            <numerusform>mean of %Ln batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of the same %Ln sample(s)</source>
        <translation>
            <numerusform>of the same %Ln sample</numerusform>
            <numerusform>of the same %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %Ln other sample(s)</source>
        <translation>
            <numerusform>of %Ln other sample</numerusform>
            <numerusform>of %Ln other samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>smoothed over about %Ln batch(es)</source>
        <translation>
            <numerusform>smoothed over about %Ln batch</numerusform>
            <numerusform>smoothed over about %Ln batches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::DamagePanel</name>
    <message numerus="yes">
        <source>%Ln test image(s)</source>
        <translation>
            <numerusform>%Ln test image</numerusform>
            <numerusform>%Ln test images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::DamageText</name>
    <message numerus="yes">
        <source>by %Ln pixel(s)</source>
        <translation>
            <numerusform>by %Ln pixel</numerusform>
            <numerusform>by %Ln pixels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::DataFactsText</name>
    <message numerus="yes">
        <source>%Ln test sample(s) have the inputs of a training sample, the first is test #%1 like training #%2: what they test may have been learned by heart.</source>
        <translation>
            <numerusform>%Ln test sample has the inputs of a training sample, test #%1 those of training #%2: what it tests may have been learned by heart.</numerusform>
            <numerusform>%Ln test samples have the inputs of a training sample, the first is test #%1 like training #%2: what they test may have been learned by heart.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them have another answer there.</source>
        <translation>
            <numerusform>%Ln of them has another answer there.</numerusform>
            <numerusform>%Ln of them have another answer there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::DataPage</name>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s), used for both training and testing.</source>
        <translation>
            <numerusform>%Ln sample, used for both training and testing.</numerusform>
            <numerusform>%Ln samples, used for both training and testing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s), used for both training and testing</source>
        <translation>
            <numerusform>%Ln sample, used for both training and testing</numerusform>
            <numerusform>%Ln samples, used for both training and testing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::DiagnosisText</name>
    <message numerus="yes">
        <source>%Ln step(s) from the beginning: %1 as it is, %2 with it.</source>
        <translation>
            <numerusform>%Ln step from the beginning: %1 as it is, %2 with it.</numerusform>
            <numerusform>%Ln steps from the beginning: %1 as it is, %2 with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %Ln more step(s): %1 as it is, %2 with it.</source>
        <translation>
            <numerusform>After %Ln more step: %1 as it is, %2 with it.</numerusform>
            <numerusform>After %Ln more steps: %1 as it is, %2 with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %Ln map(s)</source>
        <translation>
            <numerusform>%1: %2 of %Ln map</numerusform>
            <numerusform>%1: %2 of %Ln maps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %Ln unit(s)</source>
        <translation>
            <numerusform>%1: %2 of %Ln unit</numerusform>
            <numerusform>%1: %2 of %Ln units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::Easel</name>
    <message numerus="yes">
        <source>There is room for %Ln point(s). Erase some to paint others.</source>
        <translation>
            <numerusform>There is room for %Ln point. Erase some to paint others.</numerusform>
            <numerusform>There is room for %Ln points. Erase some to paint others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::FindingCard</name>
    <message numerus="yes">
        <source>and in %Ln more layer(s)</source>
        <translation>
            <numerusform>and in %Ln more layer</numerusform>
            <numerusform>and in %Ln more layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::LayerFields</name>
    <message numerus="yes">
        <source>%Ln pixel(s)</source>
        <translation>
            <numerusform>%Ln pixel</numerusform>
            <numerusform>%Ln pixels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::LayerPanel</name>
    <message numerus="yes">
        <source>%Ln parameter(s)</source>
        <translation>
            <numerusform>%Ln parameter</numerusform>
            <numerusform>%Ln parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln multiplication(s)</source>
        <translation>
            <numerusform>%Ln multiplication</numerusform>
            <numerusform>%Ln multiplications</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::LensText</name>
    <message numerus="yes">
        <source>The same step takes the loss of %Ln test sample(s) from %1 to %2.</source>
        <translation>
            <numerusform>The same step takes the loss of %Ln test sample from %1 to %2.</numerusform>
            <numerusform>The same step takes the loss of %Ln test samples from %1 to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::MapText</name>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test image(s) of %1</source>
        <translation>
            <numerusform>%Ln test image of %1</numerusform>
            <numerusform>%Ln test images of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln training image(s) of %1</source>
        <translation>
            <numerusform>%Ln training image of %1</numerusform>
            <numerusform>%Ln training images of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test sample(s) of %1</source>
        <translation>
            <numerusform>%Ln test sample of %1</numerusform>
            <numerusform>%Ln test samples of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln training sample(s) of %1</source>
        <translation>
            <numerusform>%Ln training sample of %1</numerusform>
            <numerusform>%Ln training samples of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wrong one(s) are ringed.</source>
        <translation>
            <numerusform>%Ln wrong one is ringed.</numerusform>
            <numerusform>%Ln wrong ones are ringed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are wrong, too many to be ringed.</source>
        <translation>
            <numerusform>%Ln is wrong, too many to be ringed.</numerusform>
            <numerusform>%Ln are wrong, too many to be ringed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::MatrixPanel</name>
    <message numerus="yes">
        <source> %Ln answer(s) are no numbers: the training has diverged.</source>
        <translation>
            <numerusform> %Ln answer is no number: the training has diverged.</numerusform>
            <numerusform> %Ln answers are no numbers: the training has diverged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ModelInputDialog</name>
    <message numerus="yes">
        <source>Each share is that of the first %Ln test image(s) that the network recognises when its pixels are made so.</source>
        <translation>
            <numerusform>Each share is that of the first %Ln test image that the network recognises when its pixels are made so.</numerusform>
            <numerusform>Each share is that of the first %Ln test images that the network recognises when its pixels are made so.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::PaintStrip</name>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::PlaneLegendText</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::PredictDialog</name>
    <message numerus="yes">
        <source>The first %1 of %Ln row(s) are shown.</source>
        <translation>
            <numerusform>%Ln row is shown.</numerusform>
            <numerusform>The first %1 of %Ln rows are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::ResultsText</name>
    <message numerus="yes">
        <source>%Ln test image(s) of %1</source>
        <translation>
            <numerusform>%Ln test image of %1</numerusform>
            <numerusform>%Ln test images of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln training image(s) of %1</source>
        <translation>
            <numerusform>%Ln training image of %1</numerusform>
            <numerusform>%Ln training images of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test sample(s) of %1</source>
        <translation>
            <numerusform>%Ln test sample of %1</numerusform>
            <numerusform>%Ln test samples of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln training sample(s) of %1</source>
        <translation>
            <numerusform>%Ln training sample of %1</numerusform>
            <numerusform>%Ln training samples of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) of %1 recognised</source>
        <translation>
            <numerusform>%Ln image of %1 recognised</numerusform>
            <numerusform>%Ln images of %1 recognised</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) of %1 recognised</source>
        <translation>
            <numerusform>%Ln sample of %1 recognised</numerusform>
            <numerusform>%Ln samples of %1 recognised</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) of %1 taken for %2</source>
        <translation>
            <numerusform>%Ln image of %1 taken for %2</numerusform>
            <numerusform>%Ln images of %1 taken for %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) of %1 taken for %2</source>
        <translation>
            <numerusform>%Ln sample of %1 taken for %2</numerusform>
            <numerusform>%Ln samples of %1 taken for %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more input(s)</source>
        <translation>
            <numerusform>and %Ln more input</numerusform>
            <numerusform>and %Ln more inputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::SampleText</name>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test sample(s)</source>
        <translation>
            <numerusform>%Ln test sample</numerusform>
            <numerusform>%Ln test samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln input(s)</source>
        <translation>
            <numerusform>%Ln input</numerusform>
            <numerusform>%Ln inputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test image(s)</source>
        <translation>
            <numerusform>%Ln test image</numerusform>
            <numerusform>%Ln test images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>nothing: its %Ln largest outputs are equal</source>
        <translation>
            <numerusform>nothing: its %Ln largest outputs are equal</numerusform>
            <numerusform>nothing: its %Ln largest outputs are equal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::SeedsDialog</name>
    <message numerus="yes">
        <source>With %Ln other seed(s), the median of the last test is %1; the results go from %2 to %3.</source>
        <translation>
            <numerusform>With %Ln other seed, the last test is %1; the results go from %2 to %3.</numerusform>
            <numerusform>With %Ln other seeds, the median of the last test is %1; the results go from %2 to %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s) diverged.</source>
        <translation>
            <numerusform>%Ln seed diverged.</numerusform>
            <numerusform>%Ln seeds diverged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>median of %Ln seed(s)</source>
        <translation>
            <numerusform>median of %Ln seed</numerusform>
            <numerusform>median of %Ln seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::SignPage</name>
    <message numerus="yes">
        <source>%Ln drawing(s)</source>
        <translation>
            <numerusform>%Ln drawing</numerusform>
            <numerusform>%Ln drawings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is room for %Ln drawing(s). Erase some to draw others.</source>
        <translation>
            <numerusform>There is room for %Ln drawing. Erase some to draw others.</numerusform>
            <numerusform>There is room for %Ln drawings. Erase some to draw others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::SilencedSection</name>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::SpeedControl</name>
    <message numerus="yes">
        <source>%Ln step(s)/s</source>
        <translation>
            <numerusform>%Ln step/s</numerusform>
            <numerusform>%Ln steps/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::StepCaptionText</name>
    <message numerus="yes">
        <source>%1 adds up %Ln term(s) w·a. From %2: %3 · %4 = %5.</source>
        <translation>
            <numerusform>%1 has one term w·a. From %2: %3 · %4 = %5.</numerusform>
            <numerusform>%1 adds up %Ln terms w·a. From %2: %3 · %4 = %5.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 adds up its terms w·a. The %Ln smaller one(s) together: %2.</source>
        <translation>
            <numerusform>%1 adds up its terms w·a. The %Ln smaller one together: %2.</numerusform>
            <numerusform>%1 adds up its terms w·a. The %Ln smaller ones together: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: its %Ln term(s) add up to z = %2.</source>
        <translation>
            <numerusform>%1: its only term is z = %2.</numerusform>
            <numerusform>%1: its %Ln terms add up to z = %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: its %Ln term(s) and the bias %2 add up to z = %3.</source>
        <translation>
            <numerusform>%1: its %Ln term and the bias %2 add up to z = %3.</numerusform>
            <numerusform>%1: its %Ln terms and the bias %2 add up to z = %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 moves %2 of %Ln trainable parameter(s) against the batch&apos;s mean gradient, learning rate %3; the largest change is %4.</source>
        <translation>
            <numerusform>%1 moves %2 of %Ln trainable parameter against the batch&apos;s mean gradient, learning rate %3; the largest change is %4.</numerusform>
            <numerusform>%1 moves %2 of %Ln trainable parameters against the batch&apos;s mean gradient, learning rate %3; the largest change is %4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The gradients of the %Ln other(s) are 0.</source>
        <translation>
            <numerusform>The gradient of the other is 0.</numerusform>
            <numerusform>The gradients of the %Ln others are 0.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::SurfacePanel</name>
    <message numerus="yes">
        <source>Losses from %1 (blue) to %2 (orange) and above, on %Ln training sample(s).</source>
        <translation>
            <numerusform>Losses from %1 (blue) to %2 (orange) and above, on %Ln training sample.</numerusform>
            <numerusform>Losses from %1 (blue) to %2 (orange) and above, on %Ln training samples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From the initial weights at the left to step %1, with %Ln kept state(s). The way runs up to %2 of its length off this plane. %3</source>
        <translation>
            <numerusform>From the initial weights at the left to step %1, with %Ln kept state. The way runs up to %2 of its length off this plane. %3</numerusform>
            <numerusform>From the initial weights at the left to step %1, with %Ln kept states. The way runs up to %2 of its length off this plane. %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::TablePreview</name>
    <message numerus="yes">
        <source>%Ln more column(s)</source>
        <translation>
            <numerusform>%Ln more column</numerusform>
            <numerusform>%Ln more columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::TimeBar</name>
    <message numerus="yes">
        <source>%1 (%Ln lane(s) not shown)</source>
        <translation>
            <numerusform>%1 (%Ln lane not shown)</numerusform>
            <numerusform>%1 (%Ln lanes not shown)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::TransferChoices</name>
    <message numerus="yes">
        <source>%Ln sample(s) per class are asked for twice; change or remove one of them.</source>
        <translation>
            <numerusform>%Ln sample per class is asked for twice; change or remove one of them.</numerusform>
            <numerusform>%Ln samples per class are asked for twice; change or remove one of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::UnitsText</name>
    <message numerus="yes">
        <source>and %Ln more input(s)</source>
        <translation>
            <numerusform>and %Ln more input</numerusform>
            <numerusform>and %Ln more inputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::VaryDialog</name>
    <message numerus="yes">
        <source>%1 does best, with a median of %2, but %Ln other value(s) overlap with it: the difference may be luck.</source>
        <translation>
            <numerusform>%1 does best, with a median of %2, but %Ln other value overlaps with it: the difference may be luck.</numerusform>
            <numerusform>%1 does best, with a median of %2, but %Ln other values overlap with it: the difference may be luck.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pellucid::ui::WithoutPage</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
</TS>
