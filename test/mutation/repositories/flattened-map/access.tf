# Everything somebody asks for in a ticket is changed in this file.
locals {
  account_ids = {
    "games-prod"    = "610392847561"
    "games-stage"   = "610392847562"
    "telemetry"     = "047192836450"
    "build-systems" = "729103846512"
  }

  permission_sets = {
    "GameOperator" = {
      description = "Keeps the game servers up"
      session     = "PT4H"
      aws_managed = ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess", "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"]
      customer    = ["fleet-operator"]
      boundary    = "studio-boundary"
    }
    "TelemetryAnalyst" = {
      description = "Queries the event lake"
      session     = "PT8H"
      aws_managed = ["arn:aws:iam::aws:policy/AmazonAthenaFullAccess"]
      customer    = ["telemetry-lake-reader"]
      boundary    = "studio-boundary"
    }
    "BuildEngineer" = {
      description = "Looks after the build farm"
      session     = "PT10H"
      aws_managed = ["arn:aws:iam::aws:policy/AWSCodeBuildDeveloperAccess"]
      customer    = []
      boundary    = null
    }
    "ReadEverything" = {
      description = "For audits and for newcomers"
      session     = "PT1H"
      aws_managed = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
      customer    = []
      boundary    = null
    }
  }

  group_access = {
    "aws-game-ops" = {
      "GameOperator"   = ["games-prod", "games-stage"]
      "ReadEverything" = ["telemetry"]
    }
    "aws-data-analysts" = {
      "TelemetryAnalyst" = ["telemetry"]
    }
    "aws-build-engineers" = {
      "BuildEngineer"  = ["build-systems"]
      "ReadEverything" = ["games-stage"]
    }
    "aws-auditors" = {
      "ReadEverything" = keys(local.account_ids)
    }
  }

  # "group/permission set/account" => its three parts
  assignments = merge(flatten([
    for group, sets in local.group_access : [
      for set, accounts in sets : {
        for account in accounts : "${group}/${set}/${account}" => {
          group          = group
          permission_set = set
          account        = account
        }
      }
    ]
  ])...)
}
