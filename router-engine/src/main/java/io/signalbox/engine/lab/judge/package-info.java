/// Lets a model judge the answers that mirrors recorded ([JudgeRun]).
@NullMarked
package io.signalbox.engine.lab.judge;

import org.jspecify.annotations.NullMarked;
