/// Statistics of experiments: how good branches are, and whether they differ by more than chance,
/// however often that is looked at. Pure: it reads no file and no clock, and the same scores give
/// the same result.
@NullMarked
package io.signalbox.engine.experiment;

import org.jspecify.annotations.NullMarked;
