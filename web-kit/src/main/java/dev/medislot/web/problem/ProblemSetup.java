package dev.medislot.web.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Answers every refusal and failure with a problem document, including refusals by Tomcat. */
@AutoConfiguration
@Import({ ProblemAdvice.class, UnreadableRequests.class })
class ProblemSetup {}
