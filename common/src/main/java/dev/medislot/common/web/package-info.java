/** The shapes all answers share: lists, cursors, entity tags and merge patches. */
@NullMarked
package dev.medislot.common.web;

import org.jspecify.annotations.NullMarked;
