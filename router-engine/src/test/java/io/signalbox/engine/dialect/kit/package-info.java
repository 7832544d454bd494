/// What the tests of the provider sides share: golden files, plans, frames and collected answers.
@NullMarked
package io.signalbox.engine.dialect.kit;

import org.jspecify.annotations.NullMarked;
