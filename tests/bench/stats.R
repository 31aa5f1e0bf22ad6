# What R takes for what bench_stats does, on the same columns: Rscript stats.R FOLDER, then a line of input for each
# measurement, "rake 20": of so many municipalities and rounds (or series), evenly chosen. Answers with a line: seconds of
# the processor. Figures are left in FOLDER as 64-bit numbers, to be compared.
suppressMessages({ library(survey); library(surveillance) })
options(survey.lonely.psu = "adjust", survey.multicore = FALSE, warn = -1)
folder <- commandArgs(TRUE)[1]
column <- function(name) { f <- file.path(folder, name); readBin(f, "integer", file.size(f) / 4) }
begin <- column("begin"); places <- length(begin) - 1L; municipalities <- places %/% 2L
rows <- begin[places + 1L]
items <- matrix(column("items"), rows); items[items < 0] <- NA
names <- sprintf("q%02d", seq_len(ncol(items))); colnames(items) <- names
age <- column("age"); sex <- column("sex"); area <- column("area"); birth <- column("birth"); N <- column("population")
totals <- matrix(column("totals"), 18)
crimes <- matrix(column("crimes"), 180)

# A municipality in a round, numbered from 1: the first round's in turn, then the second's.
answers <- function(p) {
  i <- (begin[p] + 1L):begin[p + 1L]
  x <- data.frame(round = if (p > municipalities) 2 else 1, age = age[i], sex = sex[i],
                  stratum = factor(age[i] * 2L + sex[i], 0:7), area = factor(area[i], 0:3), birth = factor(birth[i], 0:5), N = N[i])
  x$w <- x$N / ave(x$N, x$stratum, FUN = length)
  cbind(x, items[i, ])
}
register <- function(p) {
  t <- totals[, (p - 1L) %% municipalities + 1L]
  of <- function(name, n) setNames(data.frame(factor(seq_along(n) - 1L), n), c(name, "Freq"))
  list(stratum = of("stratum", t[1:8]), area = of("area", t[9:12]), birth = of("birth", t[13:18]),
       columns = c(sum(t[1:8]), t[2:8], t[10:12], t[14:18]))
}
drawn <- function(x) svydesign(ids = ~1, strata = ~stratum, fpc = ~N, weights = ~w, data = x)
raked <- function(x, r) rake(drawn(x), list(~stratum, ~area, ~birth), r[1:3], control = list(maxit = 200, epsilon = 1e-10))
calibrated <- function(x, r) {
  d <- drawn(x)
  wanted <- setNames(r$columns, colnames(model.matrix(~stratum + area + birth, x)))
  calibrate(d, ~stratum + area + birth, wanted, calfun = "raking", epsilon = 1e-10)
}
stacked <- function(m) {
  x <- rbind(answers(m), answers(m + municipalities)); x$second <- as.numeric(x$round == 2); x$r <- factor(x$round)
  x$stratum_of_round <- interaction(x$stratum, x$r); f <- ~(stratum + area + birth) * r
  t <- register(m)$columns; n <- colnames(model.matrix(f, x))
  d <- svydesign(ids = ~1, strata = ~stratum_of_round, fpc = ~N, weights = ~w, data = x)
  # Both rounds together have twice the register; the second's columns have it once.
  wanted <- ifelse(grepl("r2", n, fixed = TRUE), 1, 2) * t[match(sub("^:|:$", "", gsub("r2", "", n, fixed = TRUE)), c("(Intercept)", colnames(model.matrix(~stratum + area + birth, x))[-1]))]
  wanted[n == "r2"] <- t[1]
  calibrate(d, f, setNames(wanted, n), calfun = "raking", epsilon = 1e-10)
}

# As few calls as one can: influence values of all items and domains as one matrix.
expert <- function(x, r) {
  z <- calibrated(x, r); w <- weights(z); Y <- as.matrix(x[names]); ok <- !is.na(Y); Y[!ok] <- 0
  D <- cbind(1, outer(x$sex, 0:1, "=="), outer(x$age, 0:3, "=="), outer(as.integer(x$stratum), 1:8, "=="))
  W <- crossprod(D, w * ok); M <- crossprod(D, w * Y) / W
  I <- do.call(cbind, lapply(seq_len(ncol(D)), function(j) (Y - rep(M[j, ], each = nrow(Y))) * ok * (D[, j] * w) / rep(W[j, ], each = nrow(Y))))
  q <- z$postStrata[[1]]; R <- qr.resid(q$qr, I / q$w) * q$w
  s <- as.integer(factor(x$stratum)); n <- tabulate(s); f <- (x$N - n[s]) / x$N * n[s] / pmax(1, n[s] - 1)
  centre <- rowsum(R, s) / n; v <- colSums((R - centre[s, ])^2 * f)
  list(mean = M, se = matrix(sqrt(v), nrow(M), byrow = TRUE))
}
control <- list(range = 180, b = 5, w = 1, noPeriods = 10, weightsThreshold = 2.58, alpha = .01, trend = TRUE, pThresholdTrend = 1,
                limit54 = c(0, 1), thresholdMethod = "nbPlugin", pastWeeksNotIncluded = 3, glmWarnings = FALSE)

some <- function(n, of) if (n >= of) seq_len(of) else unique(round(seq(1, of, length.out = n)))
kept <- list()
keep <- function(what, values) writeBin(as.double(values), file.path(folder, paste0("r.", what)))
ready <- function(n) { k <- as.character(n); if (is.null(kept[[k]])) kept[[k]] <<- lapply(some(n, places), function(p) list(x = answers(p), r = register(p))); kept[[k]] }
spent <- function(f) { gc(FALSE); before <- proc.time(); f(); sum((proc.time() - before)[1:2]) }

parts <- list(
  rake = function(n) { l <- ready(n); spent(function() for (a in l) raked(a$x, a$r)) },
  calibrate = function(n) { l <- ready(n); o <- list(); t <- spent(function() for (a in l) o[[length(o) + 1L]] <<- weights(calibrated(a$x, a$r))); keep("calibrate", unlist(o)); t },
  domains = function(n) {
    l <- lapply(ready(n), function(a) calibrated(a$x, a$r)); o <- list()
    t <- spent(function() for (d in l) for (i in names) { s <- svyby(reformulate(i), ~stratum, d, svymean, na.rm = TRUE); o[[length(o) + 1L]] <<- rbind(s[[2]], s$se) })
    keep("domains", unlist(o)); t
  },
  tests = function(n) {
    l <- lapply(some(n, municipalities), stacked); o <- c()
    t <- spent(function() for (d in l) for (i in names) o <<- c(o, svyttest(as.formula(paste(i, "~second")), d)$p.value)); keep("tests", o); t
  },
  expert = function(n) {
    m <- some(n, municipalities); l <- lapply(c(rbind(m, m + municipalities)), function(p) list(x = answers(p), r = register(p))); o <- list(); changed <- 0
    t <- spent(function() { o <<- lapply(l, function(a) expert(a$x, a$r))
      for (k in seq_along(m)) { a <- o[[2 * k - 1]]; b <- o[[2 * k]]; changed <<- changed + sum(2 * pnorm(-abs((b$mean - a$mean) / sqrt(a$se^2 + b$se^2))) < .05) } })
    keep("expert", unlist(lapply(o, function(e) rbind(c(e$mean), c(e$se))))); t
  },
  series = function(n) {
    at <- some(n, ncol(crimes)); s <- sts(crimes[, at, drop = FALSE], start = c(2010, 1), frequency = 12, epoch = seq(as.Date("2010-01-01"), by = "month", length.out = 180))
    r <- NULL; t <- spent(function() r <<- farringtonFlexible(s, control)); keep("series", rbind(as.vector(r@control$expected), as.vector(upperbound(r)), as.vector(r@control$pvalue))); t
  })

cat("ready", R.version.string, "survey", packageDescription("survey")$Version, "surveillance", packageDescription("surveillance")$Version, "\n"); flush.console()
input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  w <- strsplit(line, " ")[[1]]
  cat(parts[[w[1]]](as.integer(w[2])), "\n"); flush.console()
}
