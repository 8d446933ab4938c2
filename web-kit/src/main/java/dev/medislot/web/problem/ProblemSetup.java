package dev.medislot.web.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Answers every refusal and failure as a problem document, also refusals by Tomcat before any handler. */
@AutoConfiguration
@Import({ ProblemAdvice.class, UnreadableRequests.class })
public class ProblemSetup {}
