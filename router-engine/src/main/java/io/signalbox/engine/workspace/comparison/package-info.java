/// Files that compare models on a set of prompts, beside the graph whose models they are
/// ([ComparisonText]).
@NullMarked
package io.signalbox.engine.workspace.comparison;

import org.jspecify.annotations.NullMarked;
